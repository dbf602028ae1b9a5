import Syntax

extension Unit {
  /// Whether the file is a test, by its path: nobody attacks it, nobody races it, and what it forgets the end of the
  /// run gives back.
  var isTest: Bool {
    let parts = pathParts
    guard let file = parts.last else { return false }
    if file.hasPrefix("test_") || file == "conftest.py" || file.prefix(while: { $0 != "." }).hasSuffix("_test") {
      return true
    }
    return parts.dropLast().contains { ["test", "tests", "testing"].contains($0) }
  }

  /// Whether the file is run once, by a deployment or an operator, by its path: a migration of Django or Alembic, a
  /// schema delta, a management command.
  var isRunOnce: Bool {
    let folders = pathParts.dropLast()
    // Alembic's files stand in `versions` itself; anybody may have a folder of that name further up.
    return folders.last == "versions"
      || folders.contains { ["migrations", "alembic", "delta", "commands", "seeds"].contains($0) }
  }

  private var pathParts: [Substring] { source.path.lowercased().split(separator: "/") }
}
