"""Files that are no files, and files that only look forgotten."""

import gzip
import io
import os
import sys
import tempfile
import zipfile


def unpack(data):
    f = gzip.GzipFile(fileobj=io.BytesIO(data))
    return f.read()


def listed(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return archive.namelist()


def trace(path, tracer):
    out = open(path, "w")
    tracer.set_writer(out.write)


def copy(names, target):
    for name in names:
        if name == "-":
            f = sys.stdin
        else:
            try:
                f = open(name)
            except OSError:
                continue
        try:
            target.write(f.read())
        finally:
            if name != "-":
                f.close()


def respond(path, environ, wrap):
    f = open(path, "rb")
    body = wrap(environ, f)
    try:
        body.check()
    except ValueError:
        f.close()
        raise
    return body


def flushed(path, run):
    # notes: memory-leak/unclosed-file
    f = open(path, "w")
    f.write("x")
    f.flush()
    # notes: memory-leak/unclosed-file
    g = open(path)
    run(path)
    f.close()
    return g.read()


def script(dry_run):
    # finds: memory-leak/unclosed-file
    descriptor, path = tempfile.mkstemp()
    if not dry_run:
        with os.fdopen(descriptor, "w") as f:
            f.write("pass")
    return path
