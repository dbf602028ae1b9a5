import Foundation
import PackagePlugin

/// Turns `Rules/` into one Swift file of the target that asks for it.
///
/// SwiftPM notices a new or deleted rule because `Rules/` also lies, as a symbolic link, in that target's folder.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    let paths = ruleFiles(under: root)
    return [
      .buildCommand(
        displayName: "Embedding \(paths.count) rule files",
        executable: try context.tool(named: "embed-rules").url,
        arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)] + paths,
        inputFiles: paths.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  /// Paths from the package's root, sorted, so that the same rules make the same file.
  private func ruleFiles(under root: URL) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appending(path: "Rules").path(percentEncoded: false))
    var paths: [String] = []
    while let name = names?.nextObject() as? String {
      if name.hasSuffix(".yml") { paths.append("Rules/" + name) }
    }
    return paths.sorted()
  }
}
