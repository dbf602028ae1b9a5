import Syntax

extension Names {
  /// The function or method of this file that a call runs: `helper()`, `self.helper()`, `Class.method()`,
  /// `instance.method()`, and for a class its `__init__`. Nil when it is another file's or not known.
  public func function(calledBy call: Node) -> Node? {
    guard call.kind == .call, let callee = call.child(.callee), let path = path(of: callee) else { return nil }
    if let function = localFunction(path) { return function }
    guard let scope = classScope(path: path) else { return nil }
    return method("__init__", of: scope)
  }

  /// The class of this file that an expression is an instance of.
  public func classOfInstance(_ expression: Node) -> Node? {
    path(of: expression).flatMap { classScope(instancePath: $0)?.node }
  }

  /// A method of a class, or of a base class in this file.
  public func method(_ name: String, of scope: Scope) -> Node? {
    var current = scope
    for _ in 0..<8 {
      if let function = current.symbols[name]?.bindings.last(where: { $0.kind == .function }) {
        return function.statement
      }
      let bases = current.node.children(NodeKind.argument).compactMap { $0.child(.value) }
      guard let base = bases.lazy.compactMap({ self.path(of: $0).flatMap { self.classScope(path: $0) } }).first,
        base !== current
      else { return nil }
      current = base
    }
    return nil
  }

  /// `.f`, `.C.m`, `.C().m`: the function of this file with that path.
  func localFunction(_ path: String) -> Node? {
    guard path.utf8.first == UInt8(ascii: ".") else { return nil }
    var scope = index.scopes[0]
    let parts = path.utf8.dropFirst().split(separator: UInt8(ascii: "."))
    guard parts.count <= 8 else { return nil }
    for (place, part) in parts.enumerated() {
      let name = String(decoding: part, as: UTF8.self)
      let isLast = place == parts.count - 1
      if isLast, scope.kind == .class { return method(name, of: scope) }
      let plain = name.hasSuffix("()") ? String(name.dropLast(2)) : name
      guard let binding = scope.symbols[plain]?.bindings.last,
        binding.kind == .function || binding.kind == .class
      else { return nil }
      if isLast { return binding.kind == .function && plain == name ? binding.statement : nil }
      guard let inner = self.scope(openedBy: binding.statement) else { return nil }
      scope = inner
    }
    return nil
  }

  /// The scope of the class with a path such as `.C`.
  func classScope(path: String) -> Scope? {
    guard path.utf8.first == UInt8(ascii: "."), !path.hasSuffix("()") else { return nil }
    var scope = index.scopes[0]
    for part in path.utf8.dropFirst().split(separator: UInt8(ascii: ".")).prefix(8) {
      guard let binding = scope.symbols[String(decoding: part, as: UTF8.self)]?.bindings.last,
        let inner = self.scope(openedBy: binding.statement)
      else { return nil }
      scope = inner
    }
    return scope.kind == .class ? scope : nil
  }

  func classScope(instancePath path: String) -> Scope? {
    path.hasSuffix("()") ? classScope(path: String(path.dropLast(2))) : nil
  }
}

/// What is known of Python's own names.
enum PythonBuiltins {
  /// Decorators that leave a function's result what it is.
  static let transparentDecorators: Set<String> = [
    "builtins.staticmethod", "builtins.classmethod", "functools.lru_cache", "functools.cache",
    "functools.wraps()",
  ]

  static let names: Set<String> = [
    "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable",
    "chr", "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec",
    "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input",
    "int", "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next",
    "object", "oct", "open", "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set", "setattr",
    "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip", "__import__",
    "BaseException", "Exception", "ArithmeticError", "AttributeError", "ConnectionError", "FileNotFoundError",
    "ImportError", "IndexError", "IOError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError",
    "ModuleNotFoundError", "NameError", "NotImplementedError", "OSError", "PermissionError", "RuntimeError",
    "StopIteration", "SyntaxError", "SystemExit", "TimeoutError", "TypeError", "UnicodeDecodeError", "UnicodeError",
    "ValueError", "ZeroDivisionError",
  ]
}
