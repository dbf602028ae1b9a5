"""Files and descriptors that are closed, or handed over."""

import csv
import os
import sys
import tempfile


def render(report):
    descriptor, path = tempfile.mkstemp(suffix=".pdf")
    os.close(descriptor)
    report.save(path)
    return path


def wrapped(text):
    descriptor, path = tempfile.mkstemp()
    with os.fdopen(descriptor, "w") as f:
        f.write(text)
    return path


def sync(path):
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def maybe_stdin(path):
    f = sys.stdin if path == "-" else open(path)
    try:
        return f.read()
    finally:
        if f is not sys.stdin:
            f.close()


def rows(path):
    f = open(path, newline="")
    return csv.reader(f)


def lines(path):
    with open(path) as f:
        for line in f:
            yield line


class Log:
    def __init__(self, path):
        self.file = open(path, "a")


def respond(path):
    return FileResponse(open(path, "rb"))


class FileResponse:
    def __init__(self, file):
        self.file = file
