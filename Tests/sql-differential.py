#!/usr/bin/env python3
"""Compares the statements that `premortem tree` finds in PostgreSQL files with those that PostgreSQL's own parser
(PyPI: pglast) finds: how many there are, where each ends, and of what kind it is.

    pip install pglast
    Tests/sql-differential.py .build/release/premortem /usr/share/postgresql/15/extension/*.sql

Files that PostgreSQL's parser rejects (psql commands, COPY data, templates) and files with other than ASCII text, whose
offsets it counts differently, are skipped. Exits with 1 when anything differs.
"""

import re
import subprocess
import sys

from pglast import parse_sql
from pglast.parser import ParseError

KINDS = {
    "SelectStmt": "sqlQuery",
    "InsertStmt": "sqlInsert",
    "UpdateStmt": "sqlUpdate",
    "DeleteStmt": "sqlDelete",
    "MergeStmt": "sqlMerge",
    "CreateStmt": "sqlCreateTable",
    "CreateForeignTableStmt": "sqlCreateTable",
    "CreateTableAsStmt": "sqlCreateTable sqlCreateMaterializedView",
    "IndexStmt": "sqlCreateIndex",
    "ViewStmt": "sqlCreateView",
    "CreateFunctionStmt": "sqlCreateFunction",
    "CreateEnumStmt": "sqlCreateType",
    "CompositeTypeStmt": "sqlCreateType",
    "CreateRangeStmt": "sqlCreateType",
    "DefineStmt": "sqlCreate sqlCreateType",
    "CreateDomainStmt": "sqlCreateDomain",
    "AlterTableStmt": "sqlAlterTable sqlAlter sqlAlterType",
    "RenameStmt": "sqlAlterTable sqlAlter sqlAlterType sqlAlterDomain",
    "AlterObjectSchemaStmt": "sqlAlterTable sqlAlter sqlAlterType sqlAlterDomain",
    "AlterOwnerStmt": "sqlAlter sqlAlterType sqlAlterDomain",
    "AlterTableMoveAllStmt": "sqlAlterTable sqlAlter",
    "AlterEnumStmt": "sqlAlterType",
    "AlterTypeStmt": "sqlAlterType",
    "AlterDomainStmt": "sqlAlterDomain",
    "DropStmt": "sqlDropTable sqlDropIndex sqlDrop",
    "DropRoleStmt": "sqlDrop",
    "DropdbStmt": "sqlDrop",
    "DropOwnedStmt": "sqlDrop",
    "DropUserMappingStmt": "sqlDrop",
    "DropTableSpaceStmt": "sqlDrop",
    "DropSubscriptionStmt": "sqlDrop",
    "TransactionStmt": "sqlBegin sqlCommit sqlRollback sqlSavepoint sqlRelease sqlPrepareTransaction",
    "VariableSetStmt": "sqlSet sqlReset",
    "ConstraintsSetStmt": "sqlSet",
    "VariableShowStmt": "sqlShow",
    "CopyStmt": "sqlCopy",
    "DoStmt": "sqlDo",
    "CommentStmt": "sqlComment",
    "SecLabelStmt": "sqlSecurityLabel",
    "GrantStmt": "sqlGrant sqlRevoke",
    "GrantRoleStmt": "sqlGrant sqlRevoke",
    "TruncateStmt": "sqlTruncate",
    "VacuumStmt": "sqlVacuum sqlAnalyze",
    "ClusterStmt": "sqlCluster",
    "ReindexStmt": "sqlReindex",
    "LockStmt": "sqlLockTable",
    "ExplainStmt": "sqlExplain",
    "PrepareStmt": "sqlPrepare",
    "ExecuteStmt": "sqlExecute",
    "DeallocateStmt": "sqlDeallocate",
    "CallStmt": "sqlCallStatement",
    "RefreshMatViewStmt": "sqlRefreshMaterializedView",
    "DeclareCursorStmt": "sqlDeclareCursor",
    "FetchStmt": "sqlFetch",
    "ClosePortalStmt": "sqlStatement",
    "NotifyStmt": "sqlNotify",
    "ListenStmt": "sqlListen",
    "UnlistenStmt": "sqlStatement",
    "DiscardStmt": "sqlDiscard",
    "LoadStmt": "sqlLoad",
    "CheckPointStmt": "sqlCheckpoint",
    "ImportForeignSchemaStmt": "sqlStatement",
    "ReassignOwnedStmt": "sqlStatement",
}

STATEMENT = re.compile(r"^  \((\w+) \[(\d+):(\d+)-(\d+):(\d+)\]", re.MULTILINE)


def expected_kinds(name):
    if name in KINDS:
        return KINDS[name].split()
    return ["sqlAlter" if name.startswith("Alter") else "sqlCreate"]


def difference(premortem, path):
    """None where both agree, else what differs first; raises ParseError or UnicodeError for files to skip."""
    with open(path, encoding="ascii") as file:
        text = file.read()
    expected = parse_sql(text)
    dump = subprocess.run([premortem, "tree", "--positions", path], capture_output=True, text=True).stdout
    starts = [0] + [index + 1 for index, letter in enumerate(text) if letter == "\n"]

    def offset(line, column):
        return starts[int(line) - 1] + int(column) - 1

    found = [(kind, offset(*place[:2]), offset(*place[2:])) for kind, *place in STATEMENT.findall(dump)]
    for raw, (kind, start, end) in zip(expected, found):
        last = raw.stmt_location + raw.stmt_len if raw.stmt_len else len(text)
        line = text.count("\n", 0, start) + 1
        if not raw.stmt_location <= start < end <= last or ";" in text[end:last]:
            return f"{path}:{line}: {kind} ends elsewhere"
        name = type(raw.stmt).__name__
        if kind not in expected_kinds(name):
            return f"{path}:{line}: {kind} for {name}"
    if len(expected) != len(found):
        return f"{path}: {len(found)} statements for {len(expected)}"
    return None


def main():
    premortem, paths = sys.argv[1], sys.argv[2:]
    agreed = skipped = 0
    differences = []
    for path in paths:
        try:
            found = difference(premortem, path)
        except (ParseError, UnicodeError):
            skipped += 1
            continue
        if found:
            differences.append(found)
        else:
            agreed += 1
    print("\n".join(differences))
    print(f"{agreed} files agree, {len(differences)} differ, {skipped} skipped")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
