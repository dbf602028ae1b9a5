/// A terminal symbol of the grammar: a class of tokens, a symbol or a keyword. `Token.detail` holds its raw
/// value.
///
/// Keywords stand in the groups of PostgreSQL's keyword list, so what a word may name is a range check. The
/// name of a keyword's case is its spelling.
enum Terminal: UInt16, CaseIterable {
  /// The end of the text, or of what may be read: see `Parser.failed`.
  case endOfText
  case identifier, quotedIdentifier, numberLiteral, stringLiteral, placeholder, hole

  // MARK: Symbols
  case leftParen, rightParen, leftBracket, rightBracket, comma, semicolon, dot, colon
  /// What a DELIMITER command set in place of the semicolon.
  case delimiterSymbol
  case typeCast, assign, arrow, dotDot
  case equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual
  case plusSign, minusSign, star, slash, percent, caret
  case concatenate, doubleAmpersand, ampersand, pipe, sharp, exclamation, atSign, shiftLeft, shiftRight
  case regexMatch, likeMatch, iLikeMatch, regexMismatch, likeMismatch, iLikeMismatch
  case jsonArrow, jsonTextArrow, jsonPath, jsonTextPath, question, otherOperator

  // MARK: Reserved
  case all, analyse, analyze, and, `any`, array, `as`, asc, asymmetric, both, `case`, cast, check
  case collate, column, constraint, create, current_catalog, current_date, current_role, current_time
  case current_timestamp, current_user, `default`, deferrable, desc, distinct, `do`, `else`, end, except
  case `false`, fetch, `for`, foreign, from, grant, group, having, `in`, initially, intersect, into
  case lateral, leading, limit, localtime, localtimestamp, not, null, offset, on, only, or, order
  case placing, primary, references, returning, select, session_user, `some`, symmetric, system_user
  case table, then, to, trailing, `true`, union, unique, user, using, variadic, when, `where`, window
  case with

  // MARK: Reserved, but may name a function or a type
  case authorization, binary, collation, concurrently, cross, current_schema, freeze, full, ilike, inner
  case `is`, isnull, join, left, like, natural, notnull, outer, overlaps, right, similar, tablesample
  case verbose

  // MARK: Names of columns, not of functions or types
  case between, bigint, bit, boolean, char, character, coalesce, dec, decimal, exists, extract, float
  case greatest, grouping, `inout`, int, integer, interval, json, json_array, json_arrayagg, json_exists
  case json_object, json_objectagg, json_query, json_scalar, json_serialize, json_table, json_value
  case least, merge_action, national, nchar, none, normalize, nullif, numeric, out, overlay, position
  case precision, real, row, setof, smallint, substring, time, timestamp, treat, trim, values, varchar
  case xmlattributes, xmlconcat, xmlelement, xmlexists, xmlforest, xmlnamespaces, xmlparse, xmlpi
  case xmlroot, xmlserialize, xmltable

  // MARK: Unreserved
  case abort, absent, absolute, access, action, add, admin, after, aggregate, also, alter, always
  case asensitive, assertion, assignment, at, atomic, attach, attribute, backward, before, begin
  case breadth, by, cache, call, called, cascade, cascaded, catalog, chain, characteristics, checkpoint
  case `class`, close, cluster, columns, comment, comments, commit, committed, compression, conditional
  case configuration, conflict, connection, constraints, content, `continue`, conversion, copy, cost
  case csv, cube, current, cursor, cycle, data, database, day, deallocate, declare, defaults, deferred
  case definer, delete, delimiter, delimiters, depends, depth, detach, dictionary, disable, discard
  case document, domain, double, drop, each, empty, enable, encoding, encrypted, enforced, `enum`, error
  case escape, event, exclude, excluding, exclusive, execute, explain, expression, `extension`, external
  case family, filter, finalize, first, following, force, format, forward, function, functions
  case generated, global, granted, groups, handler, header, hold, hour, identity, `if`, immediate
  case immutable, implicit, `import`, include, including, increment, indent, index, indexes, inherit
  case inherits, inline, input, insensitive, insert, instead, invoker, isolation, keep, key, keys, label
  case language, large, last, leakproof, level, listen, load, local, location, lock, locked, logged
  case mapping, match, matched, materialized, maxvalue, merge, method, minute, minvalue, mode, month
  case move, name, names, nested, new, next, nfc, nfd, nfkc, nfkd, no, normalized, nothing, notify
  case nowait, nulls, object, objects, of, off, oids, old, omit, `operator`, option, options, ordinality
  case others, over, overriding, owned, owner, parallel, parameter, parser, partial, partition, passing
  case password, path, period, plan, plans, policy, preceding, prepare, prepared, preserve, prior
  case privileges, procedural, procedure, procedures, program, publication, quote, quotes, range, read
  case reassign, recursive, ref, referencing, refresh, reindex, relative, release, rename, repeatable
  case replace, replica, reset, restart, restrict, `return`, returns, revoke, role, rollback, rollup
  case routine, routines, rows, rule, savepoint, scalar, schema, schemas, scroll, search, second
  case security, sequence, sequences, serializable, server, session, set, sets, share, show, simple
  case skip, snapshot, source, sql, stable, standalone, start, statement, statistics, stdin, stdout
  case storage, stored, strict, string, strip, subscription, support, sysid, system, tables, tablespace
  case target, temp, template, temporary, text, ties, transaction, transform, trigger, truncate, trusted
  case type, types, uescape, unbounded, uncommitted, unconditional, unencrypted, unknown, unlisten
  case unlogged, until, update, vacuum, valid, validate, validator, value, varying, version, view, views
  case virtual, volatile, whitespace, within, without, work, wrapper, write, xml, year, yes, zone

  // MARK: Words of other dialects and of PL/pgSQL; plain identifiers to PostgreSQL
  case abs, accessible, against, algorithm, alias, array_agg, assert, auto_increment, autoincrement
  case backup, binlog, brin, btree, cancel, change, changefeed, changes, charset, checksum
  case collation_for, configure, constant, convert, count, current_database, databases, datafile
  case datetime, day_hour, day_minute, day_second, debug, delayed, describe, diagnostics, distinctrow
  case div, dual, dumpfile, duplicate, elements, elseif, elsif, enclosed, engine, errors, escaped
  case exception, exit, experimental, fail, fields, fixed, flush, foreach, found, fulltext, get, getdate
  case gin, gist, glob, grants, group_concat, hash, high_priority, hosts, hour_minute, hour_second
  case ignore, indexed, infile, info, inplace, inspect, instant, interleave, invisible, iterate, job
  case jobs, jsonb, serial, bigserial, timestamptz, kill, leave, less, lines, longblob, longtext, loop,
    low_priority, master, mediumint
  case mediumtext, microsecond, minus, minute_second, mod, modify, next_value, notice, open, optimize
  case outfile, partitioning, pause, long, date, list, log, condition, `repeat`, install, uninstall, stop,
    export, consistent, priority, setting, logfile, resource, schedule, follows, precedes, deterministic,
    restricted, contains, reads, modifies, skip_locked, buffer_usage_limit, locality, inverted,
    key_block_size, storing, covering, persistent, column_format, lookup, respect, try_cast, perform, persist,
    pivot, pragma, purge, qualify, quarter, query
  case raise, ranges, rebuild, regexp, repair, resignal, restore, resume, reverse, rlike, row_count
  case rowid, separator, shared, signal, signed, slice, slot, soname, sounds, spatial, spgist, split
  case sql_big_result, sql_buffer_result, sql_calc_found_rows, sql_no_cache, sql_small_result
  case sqlexception, sqlstate, starting, straight_join, table_name, tenant, terminated, than, tinyint
  case top, triggers, undefined, undo, unlock, unsigned, unsplit, upsert, use, utc_date, utc_time
  case utc_timestamp, variables, visible, warning, warnings, week, `while`, xa, xor, year_month, zerofill
}

extension Terminal {
  var isKeyword: Bool { rawValue >= Terminal.all.rawValue }
  var isSymbol: Bool { rawValue >= Terminal.leftParen.rawValue && rawValue < Terminal.all.rawValue }
  /// `SELECT`, `TABLE`: never a name without quotes.
  var isReserved: Bool { rawValue >= Terminal.all.rawValue && rawValue < Terminal.authorization.rawValue }
  /// `LEFT`, `LIKE`: the name of a function or a type, not of a column or a table.
  var isFunctionKeyword: Bool {
    rawValue >= Terminal.authorization.rawValue && rawValue < Terminal.between.rawValue
  }
  /// `COALESCE`, `INTEGER`: the name of a column or a table, not of a user's function.
  var isColumnKeyword: Bool { rawValue >= Terminal.between.rawValue && rawValue < Terminal.abort.rawValue }
  /// May name anything without quotes.
  var isFreeKeyword: Bool { rawValue >= Terminal.abort.rawValue }
  var isPostgresKeyword: Bool { isKeyword && rawValue < Terminal.abs.rawValue }

  /// Whether an operator may follow the word, so that a `?` or `%` after it is one.
  var mayEndOperand: Bool {
    switch self {
    case .end, .null, .true, .false, .default, .current_date, .current_timestamp, .current_time,
      .current_user:
      true
    case .by, .values, .between, .set, .escape, .if, .return, .execute, .call, .div, .mod, .regexp, .rlike,
      .xor,
      .row, .interval, .elsif, .while:
      false
    default: !isReserved && !isFunctionKeyword
    }
  }
}
