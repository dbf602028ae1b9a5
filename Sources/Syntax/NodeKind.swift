/// What a node is. One closed list for application code and SQL; each entry says which children it has, as
/// `role: kind`, in source order (`?` optional, `*` any number). A child whose role is not named has role `none`.
/// Parentheses make no node: they set the trait `parenthesized` on what they hold.
public enum NodeKind: UInt8, Sendable, CaseIterable {
  // MARK: Code: declarations

  /// Whole file. Children: statements.
  case module
  /// `decorator*`, `name: name`, `typeParameter*`, `parameter*`, returnType: any?, `body: block`. Traits: async.
  case function
  /// `decorator*`, `name: name`, `typeParameter*`, `argument: argument*` (bases), `body: block`.
  case `class`
  /// `parameter*`, `body:` expression.
  case lambda
  /// `name: name`, `annotation:` expression?, `defaultValue:` expression?. Traits: variadic (`*args`),
  /// keywordVariadic (`**kw`), keywordOnly, positionalOnly.
  case parameter
  /// Has role typeParameter. `name: name`, `annotation:` expression? (its bound), `defaultValue:` expression?. Traits:
  /// variadic (`*Ts`), keywordVariadic (`**P`).
  case typeParameter
  /// One child: the expression after `@`.
  case decorator
  /// Children: statements.
  case block

  // MARK: Code: statements

  /// `condition`, `body: block`, `alternative: block`? or `alternative: if`? (elif).
  case `if`
  /// `target`, `iterable`, `body: block`, `alternative: block`?. Traits: async.
  case forLoop
  /// `condition`, `body: block`, `alternative: block`?.
  case whileLoop
  /// `body: block`, `handler*`, `alternative: block`?, `finalizer: block`?.
  case `try`
  /// `type:` expression?, `name: name`?, `body: block`. Traits: group (`except*`).
  case handler
  /// `withItem*`, `body: block`. Traits: async.
  case with
  /// `value`, `target`?.
  case withItem
  /// `subject`, `switchCase*`.
  case `switch`
  /// `pattern: pattern`, `guard:` expression?, `body: block`.
  case switchCase
  /// Children: patterns, names, values; the shape is of no interest to rules.
  case pattern
  /// `value`?.
  case `return`
  /// `value`?, `cause`?.
  case `throw`
  case `break`, `continue`, pass
  /// `condition`, `message`?.
  case assert
  /// Children: `name*`.
  case global, nonlocal
  /// Children: targets.
  case delete
  /// Children: `importItem*`.
  case `import`
  /// `module: dottedName`? (absent in `from . import x`), `importItem*`. The leading dots are tokens of the node.
  case importFrom
  /// `name: dottedName` (or `name: name` in importFrom, or nothing with trait wildcard), `alias: name`?.
  case importItem
  /// Leaf: `a.b.c` where it is no expression.
  case dottedName
  /// One child.
  case expressionStatement
  /// `target*` (a = b = value has two), `annotation`?, `value`?. Operator set when augmented (`+=` is add).
  case assignment
  /// `name: name`, `typeParameter*`, `value`.
  case typeAlias

  // MARK: Code: expressions

  /// Leaf: an identifier that is read or bound.
  case name
  /// `object`, `property: name`.
  case member
  /// `object`, `index:` expression (a `tuple` when there are several).
  case `subscript`
  /// `lower`?, `upper`?, `step`?.
  case slice
  /// `callee`, `argument: argument*`.
  case call
  /// `name: name`? (keyword), `value`. Traits: variadic (`*x`), keywordVariadic (`**x`).
  case argument
  /// One literal. Leaf, or with `interpolation*` children when formatted. Traits: raw, binary (bytes), formatted, multiline.
  case string
  /// Adjacent literals that are one value: `string*`.
  case stringConcatenation
  /// `value`, then the format specification as further `interpolation` children. In an f-string.
  case interpolation
  case number, boolean, null, ellipsis
  case list, tuple, set
  /// `pair*` and `spread*`.
  case dictionary
  /// `key`, `value`.
  case pair
  /// One child: `*x`, `**x` in a display, a target list.
  case spread
  /// `element` (a `pair` for dictionaries), `comprehensionClause*`. Traits: list, set, dictionary or generator.
  case comprehension
  /// `target`, `iterable`, `condition*`. Traits: async.
  case comprehensionClause
  /// One child. Operator: not, negate, plus, bitNot.
  case unary
  /// `left`, `right`; comparisons of two operands too. Operator set.
  case binary
  /// Three operands or more: `a < b < c`. Children: `operand*`.
  case comparisonChain
  /// `value`, `condition`, `alternative`: `value if condition else alternative`.
  case conditional
  /// One child.
  case await
  /// `value`?. Traits: from.
  case yield
  /// `target: name`, `value`: `name := value`.
  case namedExpression

  /// A place where the grammar met something else. Children: what could be parsed of it.
  case error

  // MARK: SQL: names, queries

  /// Whole text, or a function body. Children: statements; in a PL/pgSQL body also `sqlBlock*`.
  case sqlScript
  /// Leaf: a name with its dots and quotes, `"App".users`. Read it with `SQLName` in Analysis.
  case sqlName
  /// A statement that returns rows: `with: sqlWith`?, `body: sqlSelect | sqlSetOperation | sqlValues | sqlTableCommand | sqlQuery`,
  /// `sqlOrderBy?`, `sqlLimit?`, `sqlOffset?`, `sqlLocking*`.
  case sqlQuery
  /// `sqlDistinct?`, `item: sqlSelectItem*`, `sqlInto?`, `sqlFrom?`, `sqlWhere?`, `sqlGroupBy?`, `sqlHaving?`, `sqlWindow?`.
  case sqlSelect
  /// `value`, `alias: sqlName`?.
  case sqlSelectItem
  /// `left`, `right`: sqlSelect, sqlSetOperation, sqlValues or sqlQuery. Operator: union, intersect, except. Traits: all.
  case sqlSetOperation
  /// `sqlRow*`.
  case sqlValues
  /// `TABLE t`: `table: sqlName`.
  case sqlTableCommand
  /// `sqlCommonTable*`. Traits: recursive.
  case sqlWith
  /// `name: sqlName`, `columns: sqlNameList`?, `body:` a statement. Traits: materialized, notMaterialized.
  case sqlCommonTable
  /// Children: expressions (`DISTINCT ON (...)`), none for plain DISTINCT.
  case sqlDistinct
  /// `table: sqlName`.
  case sqlInto
  /// Children: table references: sqlTable, sqlJoin, sqlDerivedTable, sqlFunctionTable.
  case sqlFrom
  /// `table: sqlName`, `alias: sqlName`?, `columns: sqlNameList`?. Traits: only.
  case sqlTable
  /// `value: sqlQuery`, `alias: sqlName`?, `columns`?. Traits: lateral.
  case sqlDerivedTable
  /// `value: sqlCall`, `alias: sqlName`?, `columns:` sqlNameList or sqlOther with `sqlColumnDefinition*`. Traits: lateral.
  case sqlFunctionTable
  /// `left`, `right`, `condition`? (ON), `columns: sqlNameList`? (USING). Traits: left, right, full, cross, natural; none for inner.
  case sqlJoin
  /// One expression.
  case sqlWhere, sqlHaving
  /// Children: expressions.
  case sqlGroupBy
  /// Children: named windows, as sqlOther with `name`, `definition: sqlOther`.
  case sqlWindow
  /// `sqlOrderItem*`.
  case sqlOrderBy
  /// `value`. Traits: descending.
  case sqlOrderItem
  /// One expression, none for LIMIT ALL.
  case sqlLimit, sqlOffset
  /// `FOR UPDATE` and friends. `table: sqlName*` (OF). Traits: forUpdate (also NO KEY UPDATE) or forShare, skipLocked, noWait.
  case sqlLocking

  // MARK: SQL: data manipulation

  /// `with`?, `table: sqlTable`, `columns: sqlNameList`?, `source: sqlQuery`? (absent: DEFAULT VALUES or MySQL SET, which has
  /// `sqlAssignment*`), `sqlOnConflict?`, `sqlReturning?`. Traits: replace (MySQL, SQLite), ignore.
  case sqlInsert
  /// `with`?, `table` (sqlTable or sqlJoin for MySQL), `sqlAssignment*`, `sqlFrom?`, `sqlWhere?`, `sqlOrderBy?`, `sqlLimit?`, `sqlReturning?`.
  case sqlUpdate
  /// `with`?, `table: sqlTable`, `using: sqlFrom`?, `sqlWhere?`, `sqlOrderBy?`, `sqlLimit?`, `sqlReturning?`.
  case sqlDelete
  /// `table: sqlTable`, `source`, `condition`, `sqlMergeAction*`.
  case sqlMerge
  /// Children: the action's condition?, `sqlAssignment*` or values. Tokens tell whether it is for matched rows; trait negated: NOT MATCHED.
  case sqlMergeAction
  /// `target: sqlName` (or sqlNameList, or sqlSubscript), `value`.
  case sqlAssignment
  /// `sqlAssignment*`, `sqlWhere?`. ON CONFLICT, ON DUPLICATE KEY UPDATE. Traits: doNothing or doUpdate.
  case sqlOnConflict
  /// `item: sqlSelectItem*`.
  case sqlReturning
  /// `sqlName*`.
  case sqlNameList

  // MARK: SQL: expressions

  /// Leaf: `a`, `t.a`, `s.t.a`; `t.*` has trait star.
  case sqlColumn
  /// Leaf. Adjacent continued literals are one leaf.
  case sqlString
  case sqlNumber, sqlBoolean, sqlNull, sqlDefaultValue
  /// Leaf: `*`.
  case sqlStar
  /// Leaf: a placeholder.
  case sqlParameter
  /// Leaf: text that is not known when linting.
  case sqlHole
  /// `left`, `right`. Operator set: and, or, equal ... like, iLike, similarTo, regex, isDistinctFrom, isNotDistinctFrom,
  /// collate, other. NOT LIKE and the like have trait negated.
  case sqlBinary
  /// One child. Operator: not, negate, plus, other.
  case sqlUnary
  /// `callee: sqlName`, `argument:` expression*, then `sqlOrderBy?`, `filter`?, `over: sqlOther`?. Traits: distinct. `count(*)` has
  /// an sqlStar argument. Keyword calls (CURRENT_TIMESTAMP, COALESCE, EXTRACT(x FROM y), CAST-free forms) are calls too.
  case sqlCall
  /// `value`, `type: sqlType`: `x::t` and `CAST(x AS t)`.
  case sqlCast
  /// `value`, then `item:` expression* or `source: sqlQuery`. Traits: negated.
  case sqlIn
  /// `value`, `lower`, `upper`. Traits: negated.
  case sqlBetween
  /// `value`. IS [NOT] NULL, also ISNULL, NOTNULL. Traits: negated. IS TRUE and so on is `sqlUnary other`.
  case sqlIsNull
  /// `source: sqlQuery`.
  case sqlExists
  /// A query as a value: `source: sqlQuery`.
  case sqlSubquery
  /// `left`, `source: sqlQuery` or `right`: `x = ANY (...)`, ALL, SOME. Operator set. Traits: all.
  case sqlQuantified
  /// `subject`?, `sqlWhen*`, `alternative`?.
  case sqlCase
  /// `condition`, `value`.
  case sqlWhen
  /// Children: expressions.
  case sqlArray, sqlRow
  /// `object`, `index*`.
  case sqlSubscript
  /// Leaf: a type with its modifiers, `numeric(10, 2)[]`. Read it with `SQLType` in Analysis.
  case sqlType
  /// Anything else that was recognised but has no kind: its children are what could be parsed of it.
  case sqlOther

  // MARK: SQL: tables and indexes

  /// `name: sqlName`, `sqlColumnDefinition*`, `constraint*`, `like: sqlName`*, `parent: sqlName`? (PARTITION OF or INHERITS),
  /// `partitionBy: sqlPartitionBy`?, `source: sqlQuery`? (AS). Traits: temporary, unlogged, ifNotExists, partitionOf.
  case sqlCreateTable
  /// `name: sqlName`, `type: sqlType`?, `constraint*`.
  case sqlColumnDefinition
  /// Constraints, on a column or a table. All: `name: sqlName`? (CONSTRAINT x). Traits: notValid, deferrable.
  /// sqlCheck: `condition`. sqlForeignKey: `columns: sqlNameList`?, `table: sqlName`, `referenced: sqlNameList`?.
  /// sqlUnique, sqlPrimaryKey: `columns: sqlNameList`? or `index: sqlName` (USING INDEX). sqlNotNull: `columns`? (table form).
  /// sqlDefault: `value`. sqlGenerated: `value`; traits stored, virtual. sqlExclude: children. sqlCollate: `name`.
  case sqlCheck, sqlForeignKey, sqlUnique, sqlPrimaryKey, sqlExclude, sqlNotNull, sqlNullable, sqlDefault
  case sqlGenerated, sqlIdentity, sqlCollate
  /// MySQL: INDEX or KEY in a table body: `name`?, `columns`.
  case sqlInlineIndex
  /// Children: expressions. The first word after BY is a token: RANGE, LIST or HASH.
  case sqlPartitionBy
  /// `table: sqlName`, `action*`. Traits: ifExists, only.
  case sqlAlterTable
  /// `column: sqlColumnDefinition`. Traits: ifNotExists.
  case sqlAddColumn
  /// `column: sqlName`. Traits: ifExists, cascade.
  case sqlDropColumn
  /// `column: sqlName`, `type: sqlType`, `using:` expression?.
  case sqlAlterColumnType
  /// `column: sqlName`, and for sqlSetDefault `value`. sqlAddIdentity: ALTER COLUMN ... ADD GENERATED AS IDENTITY.
  case sqlSetNotNull, sqlDropNotNull, sqlSetDefault, sqlDropDefault, sqlAddIdentity
  /// `constraint:` a constraint.
  case sqlAddConstraint
  /// `name: sqlName`. Traits: ifExists, cascade.
  case sqlDropConstraint
  /// `name: sqlName`.
  case sqlValidateConstraint
  /// `column: sqlName`, `newName: sqlName`.
  case sqlRenameColumn
  /// `newName: sqlName`.
  case sqlRenameTable
  /// `name: sqlName`, `newName: sqlName`.
  case sqlRenameConstraint
  /// `table: sqlName` (the partition), for attach also `condition`?. Traits: concurrently, finalize.
  case sqlAttachPartition, sqlDetachPartition
  /// `schema: sqlName`.
  case sqlSetSchema
  /// MySQL: `column: sqlName`? (CHANGE: old name), `definition: sqlColumnDefinition`.
  case sqlModifyColumn
  /// Another ALTER TABLE action; tokens tell which.
  case sqlAlterAction
  /// `name: sqlName`?, `table: sqlName`, `method: sqlName`?, `sqlIndexElement*`, `include: sqlNameList`?, `sqlWhere?`.
  /// Traits: unique, concurrently, ifNotExists, only.
  case sqlCreateIndex
  /// `value:` expression. Traits: descending.
  case sqlIndexElement
  /// `name: sqlName*`, `table: sqlName`? (MySQL ON). Traits: concurrently, ifExists, cascade.
  case sqlDropIndex
  /// `name: sqlName`?. Object: index, table, schema, database, system. Traits: concurrently.
  case sqlReindex
  /// `name: sqlName*`. Traits: ifExists, cascade.
  case sqlDropTable
  /// `table: sqlName*`. Traits: only, cascade.
  case sqlTruncate
  /// `table: sqlName*`. Traits: full (also `(FULL)`, not `(FULL false)`), analyze.
  case sqlVacuum
  /// `table: sqlName`?, `name: sqlName`? (index).
  case sqlCluster
  /// `table: sqlName*`, `mode: sqlOther`?. Traits: noWait.
  case sqlLockTable

  // MARK: SQL: other statements

  /// `name: sqlName`; for enums `value: sqlString*`.
  case sqlCreateType
  /// `name: sqlName`, `value: sqlString`? (ADD VALUE). Other forms: tokens.
  case sqlAlterType
  /// `name: sqlName`, `type: sqlType`, `constraint*`.
  case sqlCreateDomain
  /// `name: sqlName`, `constraint`?. Traits: validate (VALIDATE CONSTRAINT). Tokens tell the other forms.
  case sqlAlterDomain
  /// `name: sqlName`, `source: sqlQuery`. Traits: orReplace, temporary, ifNotExists, withNoData.
  case sqlCreateView, sqlCreateMaterializedView
  /// `name: sqlName`. Traits: concurrently, withNoData.
  case sqlRefreshMaterializedView
  /// `name: sqlName`, `body: sqlString`? (linted as a text of its own), `language: sqlName`?, or `body: sqlBlock` (BEGIN ATOMIC, RETURN), `returnType`?.
  /// Object: function or procedure. Traits: orReplace, securityDefiner.
  case sqlCreateFunction
  /// `body: sqlString`, `language: sqlName`?.
  case sqlDo
  /// BEGIN, START TRANSACTION. COMMIT, END. ROLLBACK, ABORT; `name`? (ROLLBACK TO, trait savepoint). SAVEPOINT, RELEASE: `name`.
  case sqlBegin, sqlCommit, sqlRollback, sqlSavepoint, sqlRelease, sqlPrepareTransaction
  /// `name: sqlName`, `value:` expression*. Traits: local, session.
  case sqlSet
  /// `name: sqlName`?.
  case sqlReset
  /// `table: sqlName`?, `source: sqlQuery`?. Traits: fromInput (data island follows).
  case sqlCopy
  /// `body:` a statement. Traits: analyze.
  case sqlExplain
  /// `name: sqlName`, `body:` a statement.
  case sqlPrepare
  /// `name: sqlName`?, `argument*`. In PL/pgSQL: `value:` the expression that is run.
  case sqlExecute
  /// `name: sqlName`, `argument*`.
  case sqlCallStatement
  case sqlAnalyze, sqlShow, sqlNotify, sqlListen, sqlDiscard, sqlDeclareCursor, sqlFetch, sqlDeallocate, sqlLoad, sqlCheckpoint
  /// Object says of what. `name: sqlName`?, `table: sqlName`? (ON), `value: sqlString`? (none for IS NULL).
  case sqlComment, sqlSecurityLabel
  case sqlGrant, sqlRevoke
  /// Forms without a kind above. Object says of what; `name: sqlName*` where they have one, `table: sqlName` of triggers,
  /// rules and policies, `condition*` of policies and triggers, `action*` (as of ALTER TABLE) of ALTER INDEX, VIEW, SEQUENCE
  /// and FOREIGN TABLE. A schema, rule or trigger may hold statements. Traits: orReplace, ifExists, ifNotExists, cascade,
  /// concurrently, temporary.
  case sqlCreate, sqlAlter, sqlDrop
  /// A recognised word of another sort begins it (USE, PRAGMA, DELIMITER, KILL, IMPORT FOREIGN SCHEMA, REASSIGN OWNED...).
  case sqlStatement
  /// PL/pgSQL and BEGIN ATOMIC: a block, an IF or CASE branch, a loop body. Children: conditions, statements, blocks.
  /// Traits: loop.
  case sqlBlock

  public var describesObject: Bool {
    switch self {
    case .sqlCreate, .sqlAlter, .sqlDrop, .sqlReindex, .sqlComment, .sqlSecurityLabel,
      .sqlCreateFunction:
      true
    default: false
    }
  }

  public var isSQL: Bool { rawValue >= NodeKind.sqlScript.rawValue }
}
