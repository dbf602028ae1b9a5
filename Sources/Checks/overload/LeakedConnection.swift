import Analysis
import Syntax

enum LeakedConnection {
  static let kinds: [NodeKind] = [.module]

  static func check(_ module: Node, _ context: inout Context) {
    for leak in context.unit.leaks where leak.acquisition.resource.category == .connection {
      let report = LeakReport(leak)
      let isFailure = if case .failing = leak.kind { true } else { false }
      context.report(
        leak.acquisition.call, report.message, help: report.help,
        severity: severity(of: leak, isFailure, context.unit),
        confidence: isFailure || !leak.acquisition.isProven ? .medium : .high, related: report.related)
    }
  }

  /// A pool that does not get its connection back runs dry. Other connections end when the garbage collector gets to
  /// them, and a process that ends gives everything back.
  private static func severity(of leak: Leak, _ isFailure: Bool, _ unit: Unit) -> Severity {
    let isShortLived = unit.isTest || unit.isRunOnce || leak.isInMain
    let resource = leak.acquisition.resource
    if resource.isKept { return isShortLived ? .note : isFailure ? .warning : .error }
    // After its `with`, an SQLite connection is a file handle and no longer a lock.
    let isLocalFile = resource.libraries.contains("sqlite3") && (isFailure || leak.transaction != nil)
    return isShortLived || isLocalFile ? .note : .warning
  }
}
