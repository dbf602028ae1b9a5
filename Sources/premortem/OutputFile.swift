import Checks
import Glibc

/// Writes a report beside its destination and moves it there when it is whole, so that nobody ever reads half of one.
enum OutputFile {
  /// What went wrong, as the end of a sentence; nil when all is well.
  static func write(_ bytes: [UInt8], to path: FilePath) -> String? {
    var status = stat()
    if withCString(path.bytes, { lstat($0, &status) }) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFLNK { return "it is a symbolic link" }
      if kind == S_IFDIR { return "it is a directory" }
      // A pipe or a device takes the bytes as they come.
      if kind != S_IFREG { return writeThrough(bytes, path) }
    }
    // An interrupt waits until the temporary file is gone.
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interrupts, signal) }
    pthread_sigmask(SIG_BLOCK, &interrupts, nil)
    defer { pthread_sigmask(SIG_UNBLOCK, &interrupts, nil) }
    let temporary = path.bytes + Array(".premortem-\(getpid())".utf8)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = withCString(temporary) { open($0, flags, 0o644) }
    guard descriptor >= 0 else { return StandardStreams.describe(errno) }
    var error = StandardStreams.write(bytes, to: descriptor)
    if close(descriptor) != 0, error == nil { error = errno }
    if error == nil, withCString(temporary, { from in withCString(path.bytes) { rename(from, $0) } }) != 0 {
      error = errno
    }
    if error != nil { _ = withCString(temporary) { unlink($0) } }
    return error.map(StandardStreams.describe)
  }

  private static func writeThrough(_ bytes: [UInt8], _ path: FilePath) -> String? {
    let descriptor = withCString(path.bytes) { open($0, O_WRONLY | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { return StandardStreams.describe(errno) }
    defer { close(descriptor) }
    return StandardStreams.write(bytes, to: descriptor).map(StandardStreams.describe)
  }

  private static func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a terminated path is not empty") }
      return body(base)
    }
  }
}
