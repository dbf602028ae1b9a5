/// Finds the keyword that a word spells, in any case: one multiplication and usually one comparison.
///
/// A word is packed into three machine words, each letter made lower case by setting one bit. The bit turns
/// `_` into a byte that no word holds, so no two words meet.
///
/// The spellings stand in a string beside the cases of `Terminal`: asking the runtime for the names of 600
/// cases takes a millisecond of every start.
struct KeywordTable: Sendable {
  static let shared = KeywordTable()

  private struct Packed: Equatable {
    var low: UInt64 = 0
    var middle: UInt64 = 0
    var high: UInt64 = 0

    var slot: Int {
      let mixed = (low ^ (middle << 7) ^ (high << 13)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 53)
    }
  }

  private static let longest = 24
  /// Every terminal, at the place of its raw value.
  let terminals = Terminal.allCases
  private var keys: [Packed]
  private var values: [Terminal]

  private init() {
    keys = Array(repeating: Packed(), count: 2048)
    values = Array(repeating: .endOfText, count: 2048)
    var keyword = Int(Terminal.all.rawValue)
    for word in KeywordTable.words.split(whereSeparator: { $0 <= 0x20 }) {
      let name = Array(word)
      let key = KeywordTable.pack(name, from: 0, to: name.count)
      var slot = key.slot
      while values[slot] != .endOfText { slot = (slot + 1) & 2047 }
      keys[slot] = key
      values[slot] = terminals[keyword]
      keyword += 1
    }
  }

  private static func pack(_ bytes: [UInt8], from start: Int, to end: Int) -> Packed {
    var key = Packed()
    var shift: UInt64 = 0
    var index = start
    var limit = min(end, start + 8)
    while index < limit {
      key.low |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    guard index < end else { return key }
    shift = 0
    limit = min(end, start + 16)
    while index < limit {
      key.middle |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    shift = 0
    while index < end {
      key.high |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    return key
  }

  /// The keyword that these bytes spell, `identifier` for any other word.
  func terminal(_ bytes: [UInt8], from start: Int, to end: Int) -> Terminal {
    guard end - start <= KeywordTable.longest, end > start else { return .identifier }
    let key = KeywordTable.pack(bytes, from: start, to: end)
    var slot = key.slot
    while values[slot] != .endOfText {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & 2047
    }
    return .identifier
  }
}

extension KeywordTable {
  /// The keywords in the order of their cases.
  private static let words: String.UTF8View = """
    all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
    create current_catalog current_date current_role current_time current_timestamp current_user default
    deferrable desc distinct do else end except false fetch for foreign from grant group having in
    initially intersect into lateral leading limit localtime localtimestamp not null offset on only or
    order placing primary references returning select session_user some symmetric system_user table then
    to trailing true union unique user using variadic when where window with authorization binary
    collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural
    notnull outer overlaps right similar tablesample verbose between bigint bit boolean char character
    coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array
    json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table
    json_value least merge_action national nchar none normalize nullif numeric out overlay position
    precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes
    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    abort absent absolute access action add admin after aggregate also alter always asensitive assertion
    assignment at atomic attach attribute backward before begin breadth by cache call called cascade
    cascaded catalog chain characteristics checkpoint class close cluster columns comment comments commit
    committed compression conditional configuration conflict connection constraints content continue
    conversion copy cost csv cube current cursor cycle data database day deallocate declare defaults
    deferred definer delete delimiter delimiters depends depth detach dictionary disable discard document
    domain double drop each empty enable encoding encrypted enforced enum error escape event exclude
    excluding exclusive execute explain expression extension external family filter finalize first
    following force format forward function functions generated global granted groups handler header hold
    hour identity if immediate immutable implicit import include including increment indent index indexes
    inherit inherits inline input insensitive insert instead invoker isolation keep key keys label
    language large last leakproof level listen load local location lock locked logged mapping match
    matched materialized maxvalue merge method minute minvalue mode month move name names nested new next
    nfc nfd nfkc nfkd no normalized nothing notify nowait nulls object objects of off oids old omit
    operator option options ordinality others over overriding owned owner parallel parameter parser
    partial partition passing password path period plan plans policy preceding prepare prepared preserve
    prior privileges procedural procedure procedures program publication quote quotes range read reassign
    recursive ref referencing refresh reindex relative release rename repeatable replace replica reset
    restart restrict return returns revoke role rollback rollup routine routines rows rule savepoint
    scalar schema schemas scroll search second security sequence sequences serializable server session set
    sets share show simple skip snapshot source sql stable standalone start statement statistics stdin
    stdout storage stored strict string strip subscription support sysid system tables tablespace target
    temp template temporary text ties transaction transform trigger truncate trusted type types uescape
    unbounded uncommitted unconditional unencrypted unknown unlisten unlogged until update vacuum valid
    validate validator value varying version view views virtual volatile whitespace within without work
    wrapper write xml year yes zone abs accessible against algorithm alias array_agg assert auto_increment
    autoincrement backup binlog brin btree cancel change changefeed changes charset checksum collation_for
    configure constant convert count current_database databases datafile datetime day_hour day_minute
    day_second debug delayed describe diagnostics distinctrow div dual dumpfile duplicate elements elseif
    elsif enclosed engine errors escaped exception exit experimental fail fields fixed flush foreach found
    fulltext get getdate gin gist glob grants group_concat hash high_priority hosts hour_minute
    hour_second ignore indexed infile info inplace inspect instant interleave invisible iterate job jobs
    jsonb serial bigserial timestamptz kill leave less lines longblob longtext loop low_priority master
    mediumint mediumtext microsecond minus minute_second mod modify next_value notice open optimize
    outfile partitioning pause long date list log condition repeat install uninstall stop export
    consistent priority setting logfile resource schedule follows precedes deterministic restricted
    contains reads modifies skip_locked buffer_usage_limit locality inverted key_block_size storing
    covering persistent column_format lookup respect try_cast perform persist pivot pragma purge qualify
    quarter query raise ranges rebuild regexp repair resignal restore resume reverse rlike row_count rowid
    separator shared signal signed slice slot soname sounds spatial spgist split sql_big_result
    sql_buffer_result sql_calc_found_rows sql_no_cache sql_small_result sqlexception sqlstate starting
    straight_join table_name tenant terminated than tinyint top triggers undefined undo unlock unsigned
    unsplit upsert use utc_date utc_time utc_timestamp variables visible warning warnings week while xa
    xor year_month zerofill
    """.utf8
}
