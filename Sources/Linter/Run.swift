import Checks
import Dispatch
import Glibc
import Matching
import Synchronization
import Syntax

/// What to look at, and how hard.
public struct RunOptions: Sendable {
  /// Files and directories, in the user's words.
  public var paths: [FilePath] = []
  /// Largest file in bytes; nil for any size.
  public var fileSizeLimit: Int? = 5_000_000
  /// Threads; nil for one a core.
  public var threads: Int?
  /// Whether a link that is named may lead out of the working directory.
  public var followsLinks = false

  public init() {}
}

extension Linter {
  /// Absolute, without links; nil when it is gone.
  public static var workingDirectory: FilePath? { FilePath(".").resolved }

  /// The root of the git repository that the working directory is in, absolute; nil outside of one.
  public static var repositoryRoot: FilePath? {
    guard var names = workingDirectory?.bytes.split(separator: UInt8(ascii: "/")) else { return nil }
    while true {
      let directory = FilePath([UInt8(ascii: "/")] + names.joined(separator: [UInt8(ascii: "/")]))
      if directory.appending(Array(".git".utf8)).exists { return directory }
      if names.popLast() == nil { return nil }
    }
  }

  /// Checks files and what is below directories.
  public func run(_ options: RunOptions) -> RunResult {
    var walk = Walk()
    var jobs: [Job] = []
    var problems: [Problem] = []
    let reader = FileReader(sizeLimit: options.fileSizeLimit)
    for path in options.paths {
      switch Argument(path, followsLinks: options.followsLinks) {
      case .file(let path): jobs.append(Job(path: path, trust: .named))
      case .directory(let path): walk.walk(path)
      case .refused(let reason): problems.append(Problem(path, reason))
      }
    }
    jobs += walk.files.map { Job(path: $0, trust: .found) }
    jobs = Self.unique(jobs, mayOverlap: options.paths.count > 1)

    var result = RunResult(
      files: [], skipped: walk.skipped, problems: problems + walk.problems, rules: rules)
    var seen: Set<FileReader.Identity> = []
    for (job, outcome) in zip(jobs, perform(jobs, reader, threads: options.threads)) {
      switch outcome {
      case .checked(let file, let identity):
        // Another name of a file that is in the result already.
        if identity.linkCount > 1, !seen.insert(identity).inserted { continue }
        result.files.append(file)
        result.problems += file.problems
      case .skipped(let reason): result.skipped[reason, default: 0] += 1
      case .failed(let message): result.problems.append(Problem(job.path, message))
      case .crashed: result.problems.append(Self.crash(job.path))
      }
    }
    return result
  }

  /// Checks what standard input holds, under a name that says the language and appears in the report.
  public func runStandardInput(as name: FilePath, _ options: RunOptions) -> RunResult {
    var result = RunResult(files: [], skipped: [:], problems: [], rules: rules)
    var reader = FileReader(sizeLimit: options.fileSizeLimit)
    reader.pipeTimeout = nil
    let input = reader.read(descriptor: STDIN_FILENO, .named)
    switch check(Job(path: name, trust: .named), input, Matcher()) {
    case .checked(let file, _):
      result.files.append(file)
      result.problems += file.problems
    case .skipped(let reason): result.skipped[reason] = 1
    case .failed(let message): result.problems.append(Problem(name, message))
    case .crashed: result.problems.append(Self.crash(name))
    }
    return result
  }

  private static func crash(_ path: FilePath) -> Problem {
    Problem(path, "premortem failed on this file: please report that, with the file if you can", isInternal: true)
  }

  // MARK: One file

  private struct Job: Sendable {
    let path: FilePath
    var trust: FileReader.Trust
  }

  private enum Outcome: Sendable {
    case checked(FileResult, FileReader.Identity)
    case skipped(SkipReason)
    case failed(String)
    case crashed
  }

  private func check(_ job: Job, _ outcome: FileReader.Outcome, _ matcher: borrowing Matcher) -> Outcome {
    switch outcome {
    case .failed(let message): return .failed(message)
    case .symbolicLink: return .skipped(.symbolicLink)
    case .notRegular: return .skipped(.special)
    case .tooLarge:
      return job.trust == .found ? .skipped(.tooLarge) : .failed("larger than --max-file-size")
    case .bytes(let bytes, let identity):
      guard let text = Encoding.text(bytes) else {
        return job.trust == .found ? .skipped(.binary) : .failed("binary, not text")
      }
      let language = Detection.language(name: job.path.name, bytes: text)
      if job.trust == .found,
        let reason = MachineWritten.reason(name: job.path.name, language: language, bytes: text)
      {
        return .skipped(reason)
      }
      let source = Source(path: job.path.text, language: language, bytes: text)
      return .checked(lint(source, path: job.path, matcher), identity)
    }
  }

  // MARK: Many files

  /// By path, each file once, under its shortest name; a file that is named and found counts as named.
  ///
  /// - Parameter mayOverlap: whether one file may be there by several names.
  private static func unique(_ jobs: [Job], mayOverlap: Bool) -> [Job] {
    guard mayOverlap else { return jobs.sorted { $0.path < $1.path } }
    var unique: [Job] = []
    var places: [DirectoryEntry: Int] = [:]
    for job in jobs.sorted(by: { ($0.path.bytes.count, $0.path) < ($1.path.bytes.count, $1.path) }) {
      guard let status = job.path.status, status.st_mode & S_IFMT == S_IFREG else {
        unique.append(job)
        continue
      }
      let entry = DirectoryEntry(status)
      if let place = places[entry] {
        if job.trust == .named { unique[place].trust = .named }
      } else {
        places[entry] = unique.count
        unique.append(job)
      }
    }
    return unique.sorted { $0.path < $1.path }
  }

  private func perform(_ job: Job, _ reader: FileReader, _ matcher: borrowing Matcher) -> Outcome {
    if CrashGuard.crashed.contains(job.path) { return .crashed }
    let input = reader.read(job.path, job.trust)
    return CrashGuard.watch(job.path) { check(job, input, matcher) }
  }

  private func perform(_ jobs: [Job], _ reader: FileReader, threads: Int?) -> [Outcome] {
    let available = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
    let workers = min(threads ?? (jobs.count > 32 ? available : 1), max(jobs.count, 1))
    guard workers > 1 else {
      let matcher = Matcher()
      return jobs.map { perform($0, reader, matcher) }
    }
    let next = Atomic<Int>(0)
    let slots = Mutex<[Outcome?]>(Array(repeating: nil, count: jobs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      CrashGuard.watchThread()
      let matcher = Matcher()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < jobs.count else { return }
        let outcome = perform(jobs[index], reader, matcher)
        slots.withLock { $0[index] = outcome }
      }
    }
    return slots.withLock { $0.map { $0 ?? .crashed } }
  }
}

/// What a path on the command line is. A link is what it leads to, under that name: reports are about the file, and
/// nobody can turn the link elsewhere before the file is opened.
private enum Argument {
  case file(FilePath)
  case directory(FilePath)
  case refused(String)

  init(_ path: FilePath, followsLinks: Bool) {
    guard let status = path.status else {
      self = .refused(path.bytes.isEmpty ? "empty path" : systemError())
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: self = Self.link(path, followsLinks: followsLinks)
    case S_IFDIR where path.leadsThroughLink, S_IFREG where path.leadsThroughLink: self = Self.link(path, followsLinks: followsLinks)
    case S_IFDIR: self = .directory(path)
    case S_IFREG, S_IFIFO: self = .file(path)
    case S_IFCHR, S_IFBLK: self = .refused("is a device")
    default: self = .refused("is a socket")
    }
  }

  /// A link is a path that somebody else chose: it may point at what the report must not quote.
  private static func link(_ path: FilePath, followsLinks: Bool) -> Argument {
    if path.isOpenDescriptor { return .file(path) }
    guard let target = path.resolved else {
      return .refused("symbolic link that leads nowhere: \(systemError())")
    }
    let here = Linter.workingDirectory
    if let here, let inside = target.relative(to: here) { return Argument(inside, followsLinks: false) }
    guard followsLinks else {
      return .refused("symbolic link out of the working directory (--follow-symlinks allows it)")
    }
    return Argument(target, followsLinks: false)
  }
}

/// What tells two names of one file or directory.
struct DirectoryEntry: Hashable {
  private let device: UInt64
  private let inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

extension FilePath {
  /// Whether one of the path's directories is a link.
  fileprivate var leadsThroughLink: Bool {
    let slash = UInt8(ascii: "/")
    let isAbsolute = bytes.first == slash
    guard let resolved, let start = isAbsolute ? FilePath("/") : Linter.workingDirectory else { return false }
    var names = start.bytes.split(separator: slash)
    for name in bytes.split(separator: slash) where !name.elementsEqual(".".utf8) {
      if name.elementsEqual("..".utf8) { _ = names.popLast() } else { names.append(name) }
    }
    return !names.elementsEqual(resolved.bytes.split(separator: slash), by: ==)
  }

  /// The path from a directory to this one; nil when it does not lie below it.
  fileprivate func relative(to directory: FilePath) -> FilePath? {
    let slash = UInt8(ascii: "/")
    let prefix = directory.bytes.last == slash ? directory.bytes : directory.bytes + [slash]
    if bytes == directory.bytes { return FilePath(".") }
    return bytes.starts(with: prefix) ? FilePath(Array(bytes.dropFirst(prefix.count))) : nil
  }
}
