#!/bin/sh
# Benchmarks/run.sh [BINARY]: start-up, throughput and peak memory of premortem on what this machine has.
#
# Needs python3. Uses hyperfine for the start-up where it is installed.
set -eu

binary=$(realpath "${1:-.build/release/premortem}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$work" <<'PYTHON'
import pathlib, shutil, sys, sysconfig

work = pathlib.Path(sys.argv[1])
library = pathlib.Path(sysconfig.get_paths()["stdlib"])
for path in library.rglob("*.py"):
    if not {"site-packages", "dist-packages"} & set(path.parts):
        target = work / "python" / path.relative_to(library)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)

(work / "sql").mkdir()
for number in range(40):
    with open(work / "sql" / f"{number:03}.sql", "w") as file:
        for i in range(2000):
            file.write(
                f"CREATE TABLE t{i} (id bigint PRIMARY KEY, name text NOT NULL, other_id bigint);\n"
                f"CREATE INDEX CONCURRENTLY t{i}_name ON t{i} (name);\n"
                f"INSERT INTO t{i} (id, name) VALUES ({i}, 'row {i}'), ({i + 1}, 'next');\n"
                f"SELECT a.id, b.name FROM t{i} a JOIN t{i} b ON a.other_id = b.id WHERE a.id = {i};\n")

(work / "one.sql").write_text("CREATE INDEX orders_a ON orders (a);\n")
(work / "one.py").write_text("import psycopg2\n\ndef name(cursor):\n    cursor.execute('SELECT name FROM t')\n")
(work / "one.txt").write_text("password = example\n")
PYTHON

echo "start-up, one small file:"
for file in one.sql one.py one.txt; do
  if command -v hyperfine >/dev/null; then
    hyperfine -N --ignore-failure --warmup 20 --runs 200 "$binary check $work/$file" 2>/dev/null |
      grep -E 'Time' | sed "s|^|  $file |"
  fi
done

echo "throughput, all rules, one thread:"
python3 - "$binary" "$work" <<'PYTHON'
import os, pathlib, statistics, subprocess, sys

binary, work = sys.argv[1], pathlib.Path(sys.argv[2])
for name in ("python", "sql"):
    size = sum(path.stat().st_size for path in (work / name).rglob("*") if path.is_file())
    seconds, peak = [], 0
    for _ in range(5):
        command = [binary, "check", str(work / name), "-j", "1", "--select", "all", "--format", "concise"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{name}: exit code {process.returncode}")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss)
    median = statistics.median(seconds)
    print(f"  {name:8} {size / 1e6:6.1f} MB  {median:6.2f} s  {size / 1e6 / median:6.1f} MB/s  peak {peak / 1024:.0f} MiB")
PYTHON
