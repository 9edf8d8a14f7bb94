"""nigao mine into a folder that is not there yet."""
import shutil
import subprocess
import sys

nigao, corpus, out = sys.argv[1:]
shutil.rmtree(out, ignore_errors=True)
sys.exit(subprocess.run([nigao, "mine", corpus, "-o", out], check=False).returncode)
