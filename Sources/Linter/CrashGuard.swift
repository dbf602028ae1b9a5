import Checks
import Glibc
import Synchronization

/// Keeps a defect in premortem from hiding the findings of other files.
///
/// When checking a file crashes, the process starts itself anew with the same arguments and the name of that file in the
/// environment; the file is then left alone and reported as a problem. Reports are written at the end, so nothing was
/// printed before. Each start leaves out one file more.
public enum CrashGuard {
  private static let variable = "PREMORTEM_CRASHED_ON"
  /// Crashes after which premortem is beyond help.
  private static let crashLimit = 50
  private static let pathLimit = 4096

  /// Files that earlier starts of this run crashed on.
  static let crashed: [FilePath] = {
    guard let value = getenv(variable) else { return [] }
    let bytes = UnsafeBufferPointer(start: value, count: strlen(value)).map { UInt8(bitPattern: $0) }
    return bytes.split(separator: 0x0A).map { FilePath(Array($0)) }
  }()

  /// What a signal handler may touch: made before there are threads, and never freed.
  private struct Preparation {
    let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    let environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    /// Where the name of the next file goes, in the environment's last entry.
    let end: UnsafeMutablePointer<CChar>
    let key: pthread_key_t
    let mayRestart: Bool
  }

  private nonisolated(unsafe) static var preparation: Preparation?
  private static let isRestarting = Atomic<Bool>(false)

  /// Prepares for crashes. To be called once, by the main thread.
  public static func install() {
    var key = pthread_key_t()
    guard pthread_key_create(&key, nil) == 0 else { return }
    let old = environ
    var count = 0
    while old[count] != nil { count += 1 }
    let environment = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 2)
    var kept = 0
    for index in 0..<count {
      guard let entry = old[index], strncmp(entry, variable + "=", variable.utf8.count + 1) != 0 else { continue }
      environment[kept] = entry
      kept += 1
    }
    var text = Array("\(variable)=".utf8)
    for path in crashed { text += path.bytes + [0x0A] }
    let entry = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + pathLimit + 1)
    for (index, byte) in text.enumerated() { entry[index] = CChar(bitPattern: byte) }
    environment[kept] = entry
    environment[kept + 1] = nil
    preparation = Preparation(
      arguments: CommandLine.unsafeArgv, environment: environment, end: entry + text.count, key: key,
      mayRestart: crashed.count < crashLimit)
    watchThread()
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in CrashGuard.restart() }
      // Unblocked, for the next start inherits what is blocked.
      action.sa_flags = Int32(SA_ONSTACK) | Int32(SA_NODEFER)
      sigaction(signal, &action, nil)
    }
  }

  /// Gives this thread a stack for handling its crash when its own is used up.
  static func watchThread() {
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = malloc(stack.ss_size)
    sigaltstack(&stack, nil)
  }

  /// Runs the body; a crash in it is a crash on that file.
  static func watch<Result>(_ path: FilePath, _ body: () -> Result) -> Result {
    guard let preparation else { return body() }
    return path.withCString { name in
      pthread_setspecific(preparation.key, name)
      defer { pthread_setspecific(preparation.key, nil) }
      return body()
    }
  }

  /// The signal handler: no allocation, no lock.
  private static func restart() {
    // Another thread restarts already; its execve ends this one.
    if isRestarting.exchange(true, ordering: .relaxed) { while true { pause() } }
    if let preparation, preparation.mayRestart, let name = pthread_getspecific(preparation.key) {
      strncpy(preparation.end, name.assumingMemoryBound(to: CChar.self), pathLimit)
      preparation.end[pathLimit] = 0
      execve("/proc/self/exe", preparation.arguments, preparation.environment)
    }
    let message: StaticString = "premortem: internal error\n"
    _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(3)
  }
}
