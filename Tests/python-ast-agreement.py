#!/usr/bin/env python3
"""Compares premortem's trees of Python files with CPython's own `ast`: counts and positions, node by node.

    swift build -c release
    python3 Tests/python-ast-agreement.py                   # the standard library
    python3 Tests/python-ast-agreement.py DIRECTORY...

Prints the agreement per kind of node, the first differences, and the number of files in which nothing differs.
Files that `ast` rejects are left out. Inside f-strings Python before 3.12 gives wrong positions, so there the nodes
are only counted. Exits with 1 when anything differs.
"""

import argparse
import ast
import collections
import os
import re
import subprocess
import sys
import tokenize
import warnings

KINDS = {
    "function": "functions", "class": "classes", "call": "calls", "string": "strings",
    "stringConcatenation": "strings", "assignment": "assignments", "withItem": "with-items",
    "try": "tries", "if": "ifs", "forLoop": "loops", "whileLoop": "loops", "handler": "handlers",
    "return": "returns", "throw": "raises", "lambda": "lambdas", "comprehension": "comprehensions",
    "await": "awaits", "yield": "yields", "dictionary": "dictionaries", "list": "lists", "set": "sets",
    "subscript": "subscripts", "member": "members", "conditional": "conditionals",
    "namedExpression": "named expressions", "import": "imports", "importFrom": "imports",
    "switch": "matches", "delete": "deletes", "assert": "asserts", "argument": "arguments",
    "parameter": "parameters", "typeAlias": "type aliases", "number": "numbers",
    "comparisonChain": "comparisons",
}
NODE = re.compile(rb"^( *)\((\w+) \[(\d+):(\d+)-(\d+):(\d+)\](?: @(\w+))?((?: [a-zA-Z]+)?)((?: \+\w+)*)")
EXACT_IN_FSTRINGS = sys.version_info >= (3, 12)


class Node:
    __slots__ = ("kind", "start", "end", "role", "detail", "traits", "parent", "children")

    def __init__(self, kind, start, end, role, detail, traits, parent):
        self.kind, self.start, self.end = kind, start, end
        self.role, self.detail, self.traits = role, detail, traits
        self.parent, self.children = parent, []


def parse_dump(dump):
    stack, nodes = [], []
    for line in dump.split(b"\n"):
        match = NODE.match(line)
        if not match:
            continue
        depth = len(match[1]) // 2
        del stack[depth:]
        node = Node(
            match[2].decode(), (int(match[3]), int(match[4])), (int(match[5]), int(match[6])),
            (match[7] or b"").decode(), match[8].decode().strip(), match[9].decode().split(),
            stack[-1] if stack else None)
        if stack:
            stack[-1].children.append(node)
        stack.append(node)
        nodes.append(node)
    return nodes


def is_bare_generator(node):
    return "+generator" in node.traits and "+parenthesized" not in node.traits


def ours(nodes):
    """(category, start, end or None) of every node that is compared."""
    inside_fstring = set()
    inside_pattern = set()
    for node in nodes:
        parent = node.parent
        if parent is not None:
            if id(parent) in inside_fstring or node.kind == "interpolation":
                inside_fstring.add(id(node))
            if parent.kind == "pattern" or id(parent) in inside_pattern:
                inside_pattern.add(id(node))
        category = KINDS.get(node.kind)
        if node.kind == "binary" and node.detail in COMPARISONS:
            category = "comparisons"
        if category is None:
            continue
        if node.kind == "string" and parent.kind == "stringConcatenation":
            continue
        if id(node) in inside_pattern and category not in ("strings",):
            continue
        start = node.start
        if node.kind in ("function", "class"):
            name = next((c for c in node.children if c.role == "name"), None)
            start = name.start if name else start
        elif node.kind == "withItem":
            start, end = node.children[0].start, node.children[-1].end
            yield category, start, end, id(node) in inside_fstring
            continue
        elif node.kind == "parameter":
            yield category, node.children[0].start, None, id(node) in inside_fstring
            continue
        elif node.kind == "argument" and not node.traits and node.children[0].role == "value":
            value = node.children[0]
            start = value.children[0].start if is_bare_generator(value) else value.start
        elif is_bare_generator(node):
            yield category, node.children[0].start, None, id(node) in inside_fstring
            continue
        yield category, start, node.end, id(node) in inside_fstring


LINE_END = re.compile(rb"\r\n|\r|\n")
COMPARISONS = {
    "equal", "notEqual", "less", "lessOrEqual", "greater", "greaterOrEqual", "in", "notIn", "is", "isNot",
}

AST_KINDS = {
    ast.FunctionDef: "functions", ast.AsyncFunctionDef: "functions", ast.ClassDef: "classes",
    ast.Call: "calls", ast.JoinedStr: "strings", ast.Assign: "assignments",
    ast.AugAssign: "assignments", ast.AnnAssign: "assignments", ast.Try: "tries", ast.If: "ifs",
    ast.For: "loops", ast.AsyncFor: "loops", ast.While: "loops", ast.ExceptHandler: "handlers",
    ast.Return: "returns", ast.Raise: "raises", ast.Lambda: "lambdas", ast.ListComp: "comprehensions",
    ast.SetComp: "comprehensions", ast.DictComp: "comprehensions", ast.GeneratorExp: "comprehensions",
    ast.Await: "awaits", ast.Yield: "yields", ast.YieldFrom: "yields", ast.Dict: "dictionaries",
    ast.List: "lists", ast.Set: "sets", ast.Subscript: "subscripts", ast.Attribute: "members",
    ast.IfExp: "conditionals", ast.NamedExpr: "named expressions", ast.Import: "imports",
    ast.ImportFrom: "imports", ast.Match: "matches", ast.Delete: "deletes", ast.Assert: "asserts",
    ast.Compare: "comparisons",
}
for name, category in (("TryStar", "tries"), ("TypeAlias", "type aliases"), ("TemplateStr", "strings")):
    if hasattr(ast, name):
        AST_KINDS[getattr(ast, name)] = category


class Expected(ast.NodeVisitor):
    def __init__(self, text):
        self.lines = LINE_END.split(text.removeprefix(b"\xef\xbb\xbf"))
        self.found = []
        self.in_fstring = 0
        self.in_pattern = 0
        self.call_generators = set()

    def add(self, category, node, first=None, last=None, has_end=True):
        first, last = first or node, last or node
        self.found.append((
            category, (first.lineno, first.col_offset + 1),
            (last.end_lineno, last.end_col_offset + 1) if has_end else None,
            self.in_fstring > 0))

    def generic_visit(self, node):
        kind = type(node)
        if kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
            self.found.append((
                AST_KINDS[kind], self.name_position(node), (node.end_lineno, node.end_col_offset + 1), False))
        elif kind is ast.Constant:
            if isinstance(node.value, (str, bytes)):
                self.add("strings", node)
            elif isinstance(node.value, (int, float, complex)) and not isinstance(node.value, bool):
                if not self.in_pattern:
                    self.add("numbers", node)
        elif kind is ast.withitem:
            self.add("with-items", None, node.context_expr, node.optional_vars or node.context_expr)
        elif kind is ast.arg:
            self.add("parameters", node, has_end=False)
        elif kind is ast.keyword:
            self.add("arguments", node)
        elif kind is ast.GeneratorExp and id(node) in self.call_generators:
            self.add("comprehensions", node, node.elt, has_end=False)
        elif kind in AST_KINDS and not (self.in_pattern and AST_KINDS[kind] == "members"):
            self.add(AST_KINDS[kind], node)
        if kind in (ast.Call, ast.ClassDef):
            for argument in node.args if kind is ast.Call else node.bases:
                self.add("arguments", argument)
            if kind is ast.Call and len(node.args) == 1 and not node.keywords:
                self.note_generator(node)
        super().generic_visit(node)

    def name_position(self, node):
        """Where the name of a function or class stands: `ast` begins at its keyword, premortem at its decorators."""
        line, rest = node.lineno, self.lines[node.lineno - 1][node.col_offset:]
        words = 2 if isinstance(node, ast.AsyncFunctionDef) else 1
        column = node.col_offset
        while True:
            word = re.match(rb"\s*(\\|\w*)", rest)
            if word[1] == b"\\":
                line, column, rest = line + 1, 0, self.lines[line]
                continue
            if words == 0:
                return line, column + word.start(1) + 1
            words -= 1
            column, rest = column + word.end(), rest[word.end():]

    def note_generator(self, call):
        """A lone generator shares the parentheses of its call in `ast`; here it begins at its element."""
        generator = call.args[0]
        if isinstance(generator, ast.GeneratorExp) and (
                (generator.end_lineno, generator.end_col_offset) == (call.end_lineno, call.end_col_offset)):
            self.call_generators.add(id(generator))
            category, *_, inside = self.found.pop()
            self.add(category, generator, generator.elt, has_end=False)

    def visit_JoinedStr(self, node):
        self.add("strings", node)
        for value in node.values:
            if not isinstance(value, ast.Constant):
                self.visit(value)

    visit_TemplateStr = visit_JoinedStr

    def visit_FormattedValue(self, node):
        self.in_fstring += 1
        self.visit(node.value)
        if node.format_spec is not None:
            for value in node.format_spec.values:
                if not isinstance(value, ast.Constant):
                    self.visit(value)
        self.in_fstring -= 1

    visit_Interpolation = visit_FormattedValue

    def visit_MatchValue(self, node):
        self.in_pattern += 1
        super().generic_visit(node)
        self.in_pattern -= 1

    def visit_match_case(self, node):
        self.in_pattern += 1
        self.visit(node.pattern)
        self.in_pattern -= 1
        if node.guard is not None:
            self.visit(node.guard)
        for statement in node.body:
            self.visit(statement)


def count(entries):
    counts = collections.Counter()
    for category, start, end, in_fstring in entries:
        if category == "arguments":
            end = None  # `ast` leaves out the parentheses around a value
        if category == "arguments" and start is not None:
            counts[category, start] += 1
        elif in_fstring and not EXACT_IN_FSTRINGS:
            counts[category, "in an f-string"] += 1
        else:
            counts[category, start, end] += 1
    return counts


def python_files(roots):
    for root in roots:
        if os.path.isfile(root):
            yield root
        for directory, subdirectories, names in os.walk(root):
            subdirectories[:] = sorted(set(subdirectories) - {"__pycache__", "site-packages"})
            yield from (os.path.join(directory, n) for n in sorted(names) if n.endswith(".py"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--command", default=os.path.join(here, "../.build/release/premortem") + " tree")
    parser.add_argument("--show", type=int, default=20, help="differences to print")
    parser.add_argument("roots", nargs="*", default=[os.path.dirname(os.__file__)])
    options = parser.parse_args()
    sys.setrecursionlimit(100_000)
    warnings.simplefilter("ignore")

    agreed, missing, extra = (collections.Counter() for _ in range(3))
    files = equal_files = rejected = shown = 0
    for path in python_files(options.roots):
        with open(path, "rb") as file:
            text = file.read()
        try:
            encoding, _ = tokenize.detect_encoding(iter(text.splitlines(keepends=True)).__next__)
            if encoding not in ("utf-8", "utf-8-sig"):
                raise ValueError("not UTF-8: columns would not be bytes")
            tree = ast.parse(text)
        except (SyntaxError, ValueError, StopIteration, RecursionError):
            rejected += 1
            continue
        expected = Expected(text)
        expected.visit(tree)
        dump = subprocess.run(
            [*options.command.split(), "--positions", path], capture_output=True, check=True).stdout
        theirs, mine = count(expected.found), count(ours(parse_dump(dump)))
        files += 1
        for key in theirs.keys() | mine.keys():
            agreed[key[0]] += min(theirs[key], mine[key])
            missing[key[0]] += max(theirs[key] - mine[key], 0)
            extra[key[0]] += max(mine[key] - theirs[key], 0)
        if theirs == mine:
            equal_files += 1
            continue
        for sign, entries in (("only in ast", theirs - mine), ("only in premortem", mine - theirs)):
            for key in sorted(entries, key=str):
                if shown < options.show:
                    shown += 1
                    place = ""
                    if isinstance(key[1], tuple):
                        line, column = key[1]
                        place = f":{line}: {expected.lines[line - 1][column - 1:column + 59]!r}"
                    print(f"{path}{place} {key} {sign}")

    for category in sorted(agreed | missing | extra):
        total = agreed[category] + missing[category] + extra[category]
        print(f"{category:18} {agreed[category]:8} agree {missing[category]:6} only in ast "
              f"{extra[category]:6} only in premortem  {100 * agreed[category] / max(total, 1):7.3f} %")
    total = sum(agreed.values()) + sum(missing.values()) + sum(extra.values())
    print(f"all: {100 * sum(agreed.values()) / max(total, 1):.4f} % of {total} nodes; "
          f"{equal_files} of {files} files equal, {rejected} rejected by ast left out")
    return 0 if equal_files == files else 1


if __name__ == "__main__":
    sys.exit(main())
