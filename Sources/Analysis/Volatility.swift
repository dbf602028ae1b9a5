import Syntax

/// Whether an expression gives one value for a whole statement.
public enum Volatility: Sendable {
  /// One value: the default of a new column is stored once, in the catalog.
  case stable
  /// A value for each row: the default of a new column is computed for every row that is there.
  case volatile
  /// It calls a function that is not known.
  case unknown

  /// Of an expression as it may stand in a DEFAULT clause. The function that decides is returned with it.
  ///
  /// - Parameter declared: what is known of functions that PostgreSQL does not bring along.
  public static func of(
    _ expression: Node, declared: (SQLName) -> Volatility? = { _ in nil }
  ) -> (volatility: Volatility, function: Node?) {
    var result: (volatility: Volatility, function: Node?) = (.stable, nil)
    for node in expression.subtree {
      switch node.kind {
      case .sqlCall:
        guard let callee = node.child(.callee) else { continue }
        let name = SQLName(callee)
        switch name.flatMap(declared) ?? ofFunction(name) {
        case .stable: continue
        case .volatile: return (.volatile, node)
        case .unknown: result = (.unknown, node)
        }
      case .sqlHole, .sqlParameter:
        // The text of a hole may be a call; a bound value is one value.
        if node.kind == .sqlHole, case .stable = result.volatility { result = (.unknown, node) }
      default: continue
      }
    }
    return result
  }

  /// As CREATE FUNCTION declares it.
  static func declared(by statement: Node) -> Volatility {
    for index in statement.firstToken..<max(statement.lastToken + 1, statement.firstToken) {
      switch statement.tree.tokens[index].kind {
      case .identifier, .keyword:
        let word = statement.tree.source.text(statement.tree.range(ofToken: index)).uppercased()
        if word == "IMMUTABLE" || word == "STABLE" { return .stable }
      default: continue
      }
    }
    return .volatile
  }

  static func ofFunction(_ name: SQLName?) -> Volatility {
    guard let name else { return .unknown }
    if volatileFunctions.contains(name.name) { return .volatile }
    guard name.schema == nil || name.schema == "pg_catalog" else { return .unknown }
    return stableFunctions.contains(name.name) ? .stable : .unknown
  }

  private static let volatileFunctions: Set<String> = [
    "random", "random_normal", "gen_random_uuid", "gen_random_bytes", "gen_salt", "uuidv4", "uuidv7",
    "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuid_generate_v6", "uuid_generate_v7",
    "gen_ulid", "generate_ulid", "ulid_generate", "nanoid", "clock_timestamp", "timeofday", "nextval", "setval", "currval",
    "lastval", "setseed", "set_config", "pg_sleep", "current_query", "pg_notify", "pg_current_wal_lsn",
    "pg_export_snapshot", "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock",
  ]

  /// Immutable and stable functions that PostgreSQL brings along, as far as a default may want them.
  private static let stableFunctions: Set<String> = [
    "now", "current_timestamp", "current_time", "current_date", "localtime", "localtimestamp",
    "statement_timestamp", "transaction_timestamp", "current_user", "session_user", "user", "current_role",
    "current_catalog", "current_schema", "current_schemas", "current_database", "current_setting", "system_user",
    "version", "pg_backend_pid", "txid_current", "pg_current_xact_id", "inet_client_addr", "inet_client_port",
    "inet_server_addr", "timezone", "date_trunc", "date_part", "date_bin", "extract", "age", "make_date",
    "make_time", "make_timestamp", "make_timestamptz", "make_interval", "justify_days", "justify_hours",
    "to_timestamp", "to_date", "to_char", "to_number", "isfinite", "overlaps",
    "lower", "upper", "initcap", "concat", "concat_ws", "substring", "substr", "left", "right", "trim", "btrim",
    "ltrim", "rtrim", "replace", "translate", "repeat", "reverse", "lpad", "rpad", "length", "char_length",
    "character_length", "octet_length", "bit_length", "position", "strpos", "split_part", "format", "quote_literal",
    "quote_ident", "quote_nullable", "chr", "ascii", "md5", "sha224", "sha256", "sha384", "sha512", "digest", "hmac",
    "encode", "decode", "convert", "convert_to", "convert_from", "to_hex", "overlay", "starts_with", "normalize",
    "regexp_replace", "regexp_match", "regexp_substr", "regexp_count", "regexp_like", "regexp_split_to_array",
    "string_to_array", "array_to_string", "array_append", "array_prepend", "array_cat", "array_fill",
    "array_length", "array_position", "array_remove", "cardinality",
    "abs", "ceil", "ceiling", "floor", "round", "trunc", "mod", "power", "sqrt", "exp", "ln", "log", "sign",
    "greatest", "least", "coalesce", "nullif", "pi", "div", "int4", "int8", "float8", "numeric", "text", "bool",
    "json_build_object", "jsonb_build_object", "json_build_array", "jsonb_build_array", "to_json", "to_jsonb",
    "json_object", "jsonb_object", "jsonb_set", "jsonb_insert", "jsonb_strip_nulls", "row_to_json",
    "uuid_nil", "uuid_ns_dns", "uuid_ns_url", "uuid_ns_oid", "uuid_ns_x500", "uuid_generate_v3",
    "uuid_generate_v5", "to_tsvector", "to_tsquery", "plainto_tsquery", "setweight", "hstore",
    "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "point", "box", "circle",
    "st_makepoint", "st_setsrid", "st_point", "st_geomfromtext", "row", "hashtext", "hash_numeric",
    "array", "cast", "xmlelement", "inet_merge", "network", "host", "masklen", "broadcast", "bit_count", "gcd", "lcm",
  ]
}
