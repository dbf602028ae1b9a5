import Analysis
import Syntax

/// Caching decorators on methods: the object is a part of the key.
enum CacheOnMethod {
  static let kinds: [NodeKind] = [.function]

  static func check(_ method: Node, _ context: inout Context) {
    guard method.child(.decorator) != nil, let names = context.unit.names, !context.unit.isTest,
      let first = method.child(.parameter), names.isInstanceReceiver(first),
      let owner = method.nearest(.class, .function), owner.kind == .class,
      let cache = method.children(.decorator).lazy.compactMap({ CacheDecorator($0, names) }).first,
      !hasFewInstances(owner, names)
    else { return }
    let name = method.child(Role.name)?.text ?? "the method"
    let type = owner.child(Role.name)?.text ?? "the class"
    if cache.isBounded {
      context.report(
        cache.node, "The cache of `\(name)` keeps `\(type)` objects alive that nobody else needs until newer ones push them out.",
        help: help(name), severity: .note)
    } else {
      context.report(
        cache.node,
        "The cache of `\(name)` keeps every `\(type)` object alive: none is ever freed, and the process grows until the "
          + "OOM killer ends it.",
        help: help(name), related: [(first, "is a part of every key")])
    }
  }

  private static func help(_ name: String) -> String {
    "Keep the result on the object: `functools.cached_property` where `\(name)` takes no arguments, else a dict made in "
      + "`__init__`. Or move the computation into a function of the values it needs, with `@lru_cache(maxsize=...)`."
  }

  /// Classes whose objects live as long as the process anyway: enumerations, metaclasses, one object kept by the module.
  private static func hasFewInstances(_ owner: Node, _ names: Names) -> Bool {
    if let scope = names.scope(openedBy: owner), LongLivedContainer.isKeptByModule(scope, names) { return true }
    return owner.children(NodeKind.argument).contains { argument in
      guard let base = argument.child(.value), let path = names.path(of: base) else {
        return argument.child(Role.name)?.isText("metaclass") == true
      }
      let last = path.split(separator: ".").last ?? ""
      return path == "builtins.type" || last.hasSuffix("Enum") || last.hasSuffix("Flag") || last == "Singleton"
        || last.hasSuffix("Settings")
    }
  }
}
