import Syntax

/// Reads and writes of single rows through Django's and SQLAlchemy's object mappers.
enum ObjectMapper {
  /// The row that a call loads: `Model.objects.get(..)`, `get_object_or_404(Model, ..)`, `session.get(Model, id)`,
  /// `session.query(Model)....one()`, `session.execute(select(Model)...)`.
  static func read(_ call: Node, names: Names) -> RowAccess? {
    guard let callee = call.child(.callee) else { return nil }
    let method = (callee.child(.property) ?? callee).text
    if callee.kind == .name {
      guard method == "get_object_or_404" || method == "aget_object_or_404",
        let first = call.children(.argument).first?.child(.value)
      else { return nil }
      guard let model = model(first) ?? chain(first)?.model else { return nil }
      return access(model, at: call, key: keywords(call), locked: chain(first)?.isLocked ?? false, .django)
    }
    guard let object = callee.child(.object) else { return nil }
    if method == "get", let first = call.children(.argument).first?.child(.value), first.role == .value,
      let model = model(first), call.children(.argument).count >= 2
    {
      let isLocked = call.children(.argument).contains { $0.child(.name)?.text == "with_for_update" }
      return access(model, at: call, key: [:], locked: isLocked, .sqlalchemy)
    }
    // session.execute(select(Model)...): what comes out of its result is the row.
    if method == "execute" || method == "scalar" || method == "scalars",
      let statement = call.children(.argument).first?.child(.value), statement.kind == .call,
      let chain = chain(statement), chain.library == .sqlalchemy
    {
      return access(chain.model, at: call, key: chain.key, locked: chain.isLocked, .sqlalchemy)
    }
    guard singleRow.contains(method), let chain = chain(object) else { return nil }
    var key = chain.key
    key.merge(keywords(call)) { $1 }
    return access(chain.model, at: call, key: key, locked: chain.isLocked, chain.library)
  }

  /// `Model.objects.filter(pk=pk).update(stock=...)`.
  static func write(_ call: Node, names: Names) -> RowAccess? {
    guard let callee = call.child(.callee), callee.kind == .member,
      callee.child(.property)?.isText("update") == true, let object = callee.child(.object),
      let chain = chain(object), chain.library == .django
    else { return nil }
    var write = RowAccess(
      .write, table: chain.model, node: call, key: chain.key,
      columns: call.children(.argument).compactMap { $0.child(.name)?.text }, library: .django)
    write.guards = chain.guards
    for argument in call.children(.argument) {
      guard let name = argument.child(.name)?.text, let value = argument.child(.value) else { continue }
      if value.subtree.contains(where: { $0.kind == .call && $0.child(.callee)?.isText("F") == true }) {
        write.selfReferences.insert(name)
      }
    }
    return write
  }

  /// The class of Django's models that a method belongs to, and the fields that it declares.
  static func model(ofMethod method: Node, names: Names) -> (name: String, fields: Set<String>)? {
    guard let body = method.parent, let owner = body.parent, owner.kind == .class, let name = owner.child(Role.name)
    else { return nil }
    var fields: Set<String> = []
    for statement in body.children.prefix(fieldLimit) where statement.kind == .assignment {
      guard let target = statement.child(.target), let value = statement.child(.value), value.kind == .call,
        let callee = value.child(.callee), names.path(of: callee)?.hasPrefix("django.db.models.") == true
      else { continue }
      fields.insert(target.text)
    }
    return fields.isEmpty ? nil : (name.text, fields)
  }

  private static let fieldLimit = 400

  /// The fields that `save(update_fields=[..])` writes; nil for all of them.
  static func savedFields(_ call: Node) -> Set<String>? {
    let argument = call.children(.argument).first { $0.child(.name)?.isText("update_fields") == true }
    guard let value = argument?.child(.value), [.list, .tuple, .set].contains(value.kind) else { return nil }
    return Set(value.children(.string).map { $0.text.filter { $0 != "\"" && $0 != "'" } })
  }

  private static let singleRow: Set<String> = [
    "get", "aget", "first", "afirst", "last", "latest", "earliest", "one", "one_or_none", "scalar_one",
    "scalar_one_or_none", "scalar",
  ]

  private struct Chain {
    var model: String
    var library: RowAccess.Library
    var key: [String: String] = [:]
    var guards: Set<String> = []
    var isLocked = false
  }

  /// The query that a chain of method calls builds: `Product.objects.select_for_update().filter(pk=1)`.
  private static func chain(_ expression: Node) -> Chain? {
    var node = expression
    var links: [Node] = []
    for _ in 0..<64 {
      if node.kind == .await, let inner = node.firstChild { node = inner }
      if node.kind == .call, let callee = node.child(.callee) {
        links.append(node)
        if let object = callee.child(.object), callee.kind == .member { node = object } else { node = callee }
      } else if node.kind == .member, let object = node.child(.object) {
        if let property = node.child(.property), property.isText("objects") || property.isText("query"),
          let model = model(object)
        {
          return read(links, into: Chain(model: model, library: property.isText("objects") ? .django : .sqlalchemy))
        }
        node = object
      } else {
        break
      }
    }
    for link in links {
      let name = (link.child(.callee)?.child(.property) ?? link.child(.callee))?.text
      guard name == "query" || name == "select" || name == "execute" || name == "scalars",
        let first = link.children(.argument).first?.child(.value)
      else { continue }
      if let model = model(first) { return read(links, into: Chain(model: model, library: .sqlalchemy)) }
      if first.kind == .call, name == "execute" || name == "scalars" { return chain(first) }
    }
    return nil
  }

  private static func read(_ links: [Node], into start: Chain) -> Chain {
    var chain = start
    for link in links {
      let name = (link.child(.callee)?.child(.property) ?? link.child(.callee))?.text ?? ""
      if name == "select_for_update" || name == "with_for_update" { chain.isLocked = true }
      guard name == "filter" || name == "filter_by" || name == "get" || name == "where" else { continue }
      for argument in link.children(.argument) {
        guard let value = argument.child(.value) else { continue }
        guard let keyword = argument.child(.name)?.text else {
          // `filter(Product.id == pk)`, `filter(Q(stock__gte=1))`
          if value.kind == .binary, value.operator == .equal, let left = value.child(.left),
            let property = left.child(.property), let right = value.child(.right)
          {
            chain.key[RowAccess.keyColumn(property.text)] = right.text
          } else {
            for node in value.subtree where node.role == .property || node.role == .name {
              chain.guards.insert(String(node.text.prefix { $0 != "_" }))
            }
          }
          continue
        }
        if let column = keyword.splitLookup {
          chain.guards.insert(column)
        } else {
          chain.key[RowAccess.keyColumn(keyword)] = value.text
        }
      }
    }
    return chain
  }

  /// A class of models by its looks: a capitalised name, `models.Product` or `Product`.
  private static func model(_ expression: Node) -> String? {
    let name = expression.kind == .member ? expression.child(.property) : expression
    guard let name, name.kind == .name, let first = name.text.utf8.first, (0x41...0x5A).contains(first) else {
      return nil
    }
    let text = name.text
    return text.contains { $0.isLowercase } ? text : nil
  }

  private static func keywords(_ call: Node) -> [String: String] {
    var key: [String: String] = [:]
    for argument in call.children(.argument) {
      guard let name = argument.child(.name)?.text, name.splitLookup == nil,
        let value = argument.child(.value)
      else { continue }
      key[RowAccess.keyColumn(name)] = value.text
    }
    return key
  }

  private static func access(
    _ model: String, at call: Node, key: [String: String], locked: Bool, _ library: RowAccess.Library
  ) -> RowAccess {
    RowAccess(.read, table: model, node: call, key: key, isLocking: locked, library: library)
  }
}

extension String {
  /// The column of a Django lookup, `stock` of `stock__gte`; nil where there is no lookup.
  fileprivate var splitLookup: String? {
    let bytes = Array(utf8)
    for index in bytes.indices.dropLast() where index > 0 && bytes[index] == 0x5F && bytes[index + 1] == 0x5F {
      return String(decoding: bytes[..<index], as: UTF8.self)
    }
    return nil
  }
}
