"""Where ``scripts/installer.sh`` puts things."""

from tests.support.code import ROOT

DIST = ROOT / "dist"
FOLDER = DIST / "coastal-teller"
PROGRAM = FOLDER / "coastal-teller"
REPORT = DIST / "report.json"
ARCHIVE_VIEWER = ROOT / "build" / "installer-env" / "bin" / "pyi-archive_viewer"
NSIS_SCRIPT = ROOT / "packaging" / "windows" / "coastal-teller.nsi"
