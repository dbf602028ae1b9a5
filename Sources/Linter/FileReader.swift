import Checks
import Glibc

/// Reads files that nobody vouches for: bounded in size and time, and nothing that is not a regular file unless the
/// user named it.
struct FileReader: Sendable {
  /// Largest size in bytes; nil for any that offsets can address.
  var sizeLimit: Int?
  /// How long a pipe may keep the run waiting, in seconds; nil for ever.
  var pipeTimeout: Int? = 10

  enum Outcome {
    case bytes([UInt8], Identity)
    case tooLarge
    case notRegular
    case symbolicLink
    case failed(String)
  }

  /// What tells two names of one file.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let linkCount: UInt64
  }

  /// What the caller knows of the path.
  enum Trust {
    /// Met by the walk: only a regular file is opened for reading.
    case found
    /// Named by the user: a pipe is read, too.
    case named
  }

  func read(_ path: FilePath, _ trust: Trust) -> Outcome {
    let follow = trust == .named && path.isOpenDescriptor ? 0 : O_NOFOLLOW
    let descriptor = path.withCString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | follow) }
    guard descriptor >= 0 else {
      return errno == ELOOP && trust == .found ? .symbolicLink : .failed(systemError())
    }
    defer { close(descriptor) }
    return read(descriptor: descriptor, trust)
  }

  /// Reads an open descriptor to its end.
  func read(descriptor: Int32, _ trust: Trust) -> Outcome {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failed(systemError()) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { return .failed("is a directory") }
    if kind != S_IFREG && trust == .found { return .notRegular }
    let limit = min(sizeLimit ?? Int(UInt32.max) - 1, Int(UInt32.max) - 1)
    if kind == S_IFREG && status.st_size > limit { return .tooLarge }
    let identity = Identity(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), linkCount: UInt64(status.st_nlink))
    let expected = kind == S_IFREG ? Int(status.st_size) : 0
    return readAll(descriptor, expected: expected, limit: limit, waits: kind != S_IFREG, identity)
  }

  private func readAll(
    _ descriptor: Int32, expected: Int, limit: Int, waits: Bool, _ identity: Identity
  ) -> Outcome {
    var bytes: [UInt8] = []
    var failure: String?
    var isAtEnd = false
    let deadline = pipeTimeout.map { Self.now() + $0 * 1000 }
    while !isAtEnd, failure == nil, bytes.count <= limit {
      if waits {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&request, 1, deadline.map { Int32(clamping: max($0 - Self.now(), 0)) } ?? -1)
        if ready == 0 { return .failed("no end of input within \(pipeTimeout ?? 0) seconds") }
        if ready < 0 && errno != EINTR { return .failed(systemError()) }
      }
      let room = min(max(expected + 1 - bytes.count, 1 << 16), limit + 1 - bytes.count)
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let received = Glibc.read(descriptor, buffer.baseAddress, room)
        count = max(received, 0)
        isAtEnd = received == 0
        if received < 0 && errno != EINTR && errno != EAGAIN { failure = systemError() }
      }
      if bytes.isEmpty { bytes = part } else { bytes += part }
    }
    if let failure { return .failed(failure) }
    return bytes.count > limit ? .tooLarge : .bytes(bytes, identity)
  }

  /// Milliseconds of a clock that nobody sets.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// The text of `errno` as it reads in the middle of a sentence, in English whatever the locale.
func systemError() -> String {
  switch errno {
  case ENOENT: "no such file or directory"
  case EACCES: "permission denied"
  case ELOOP: "too many levels of symbolic links"
  case ENAMETOOLONG: "path too long"
  case ENOTDIR: "not a directory"
  case EISDIR: "is a directory"
  case ENXIO: "no such device or address"
  case EMFILE, ENFILE: "too many open files"
  case EIO: "input/output error"
  default: "system error \(errno)"
  }
}

extension FilePath {
  /// `/dev/fd/N`, `/dev/stdin`, `/proc/self/fd/N`: what the shell makes of `<(command)`.
  var isOpenDescriptor: Bool {
    bytes == Array("/dev/stdin".utf8) || bytes.starts(with: "/dev/fd/".utf8)
      || bytes.starts(with: "/proc/self/fd/".utf8)
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    var terminated = bytes.map { CChar(bitPattern: $0) }
    terminated.append(0)
    return terminated.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a terminated path is not empty") }
      return body(base)
    }
  }

  /// Whether there is anything of that name, be it a link that leads nowhere.
  public var exists: Bool { status != nil }

  /// What the path is, links not followed; nil when there is nothing.
  var status: stat? {
    var status = stat()
    return withCString { lstat($0, &status) } == 0 ? status : nil
  }

  /// The path without links and dots; nil when it does not exist.
  var resolved: FilePath? {
    withCString { path in
      guard let real = realpath(path, nil) else { return nil }
      defer { free(real) }
      return FilePath(Array(UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) }))
    }
  }
}
