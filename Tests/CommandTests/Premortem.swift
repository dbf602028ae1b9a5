import Foundation

/// The binary that the build made, run as people run it.
struct Premortem {
  let status: Int32
  let output: String
  let errors: String

  var lines: [Substring] { output.split(separator: "\n") }

  /// - Parameters:
  ///   - input: what standard input holds; nothing by default.
  ///   - environment: added to an environment without colours.
  init(
    _ arguments: String..., in folder: Folder, input: [UInt8] = [], environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let outputFile = try TemporaryFile()
    let errorFile = try TemporaryFile()
    let inputFile = try TemporaryFile(input)
    process.standardOutput = outputFile.handle
    process.standardError = errorFile.handle
    process.standardInput = inputFile.handle
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = outputFile.text
    errors = errorFile.text
  }

  /// Runs a shell script in which `$premortem` is the binary.
  static func shell(_ script: String, in folder: Folder) throws -> Premortem {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin", "premortem": binary.path]
    let outputFile = try TemporaryFile()
    let errorFile = try TemporaryFile()
    process.standardOutput = outputFile.handle
    process.standardError = errorFile.handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Premortem(
      status: process.terminationStatus, output: outputFile.text, errors: errorFile.text)
  }

  private init(status: Int32, output: String, errors: String) {
    self.status = status
    self.output = output
    self.errors = errors
  }

  /// Beside the test bundle; the test process is the bundle or runs it by path.
  static let binary: URL = {
    let bundles = [CommandLine.arguments.first ?? "", Bundle.main.executablePath ?? ""]
    let folders = bundles.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let repository = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized
    let candidates = (folders + [repository.appendingPathComponent(".build/debug")])
      .map { $0.appendingPathComponent("premortem") }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
  }()

  static let repository = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized

  /// The findings of `--format json`.
  static func findings(_ json: String) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return document?["findings"] as? [[String: Any]] ?? []
  }
}

/// A folder that goes away with its test.
final class Folder {
  let url: URL

  /// - Parameter files: contents by relative path.
  init(_ files: [String: String] = [:]) throws {
    let name = "premortem-tests-\(ProcessInfo.processInfo.processIdentifier)-\(UInt64.random(in: 0 ... .max))"
    url = FileManager.default.temporaryDirectory.appendingPathComponent(name).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? []
  }
}

/// A file that is gone as soon as nobody has it open.
private final class TemporaryFile {
  let handle: FileHandle
  private let path: String

  init(_ content: [UInt8] = []) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("premortem-\(UInt64.random(in: 0 ... .max))").path
    FileManager.default.createFile(atPath: path, contents: Data(content))
    handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var text: String { String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) }
}

/// A statement with one error and a file that is clean, for tests that are not about rules.
let blockingIndex = "CREATE INDEX orders_customer_id_idx ON orders (customer_id);\n"
let cleanSQL = "SELECT 1;\n"
