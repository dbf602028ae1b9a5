"""Descriptors nobody closes, and a file that is read too early."""

import os
import subprocess
import tempfile


def render(report):
    # finds: memory-leak/unclosed-file
    _, path = tempfile.mkstemp(suffix=".pdf")
    report.save(path)
    return path


def path_only():
    # finds: memory-leak/unclosed-file
    return process(tempfile.mkstemp()[1])


def lock(path):
    # finds: memory-leak/unclosed-file
    fd = os.open(path, os.O_CREAT | os.O_EXCL)
    return os.fstat(fd).st_ino


def apply(patch, path):
    # finds: memory-leak/unclosed-file
    f = open(path, "w")
    f.write(patch)
    subprocess.run(["patch", "-p1", "-i", path], check=True)


def process(path):
    return path.upper()
