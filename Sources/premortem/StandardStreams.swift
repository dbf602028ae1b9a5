import Checks
import Glibc
import Report

/// Standard input, output and error as they were handed over: any of them may be closed, full or a pipe that nobody
/// reads any more.
enum StandardStreams {
  /// Makes sure that no file that is opened later takes the place of a closed stream, and that a closed pipe is an
  /// error of `write`, not the end of the process.
  static func prepare() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // Open for the wrong direction, so that using it fails as it would on the closed stream.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
    // So is a limit on the size of files.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes to standard output. A reader that went away is no error; anything else is.
  static func print(_ text: String) -> ExitCode { print(Array(text.utf8)) }

  static func print(_ bytes: [UInt8]) -> ExitCode {
    guard let error = write(bytes, to: STDOUT_FILENO), error != EPIPE else { return .clean }
    complain("cannot write to standard output: \(describe(error))")
    return .unchecked
  }

  /// Says something on standard error.
  static func complain(_ message: String, prefix: String = "premortem: ") {
    _ = write(TextOutput.line(prefix + message), to: STDERR_FILENO)
  }

  static func complain(_ bytes: [UInt8]) { _ = write(bytes, to: STDERR_FILENO) }

  /// The `errno` of a failure; nil when all was written.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  static func describe(_ error: Int32) -> String {
    switch error {
    case ENOSPC: "no space left on device"
    case EBADF: "it is closed"
    case EACCES, EPERM: "permission denied"
    case ENOENT: "no such directory"
    case EISDIR: "is a directory"
    case EFBIG: "file too large"
    case EROFS: "read-only file system"
    default: "system error \(error)"
    }
  }
}

/// Colours and width of what is printed.
struct Terminal {
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  static func style(_ choice: ColorChoice) -> TextStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isBuildServer = environment("CI") != nil || environment("GITHUB_ACTIONS") != nil || environment("TF_BUILD") != nil
    return TextStyle(
      hasColor: hasColor(choice, isTerminal: isTerminal), breaksCommands: !isTerminal || isBuildServer,
      width: isTerminal ? width : 100)
  }

  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// What the user said; then `NO_COLOR`; then what forces colour; then whether somebody looks at a terminal.
  private static func hasColor(_ choice: ColorChoice, isTerminal: Bool) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let value = environment("NO_COLOR"), !value.isEmpty { return false }
    for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
      if let value = environment(name), !value.isEmpty { return value != "0" }
    }
    return isTerminal && environment("TERM") != "dumb"
  }

  private static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return min(max(isKnown ? Int(size.ws_col) : 100, 50), 120)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
