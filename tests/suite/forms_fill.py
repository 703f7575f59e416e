"""Fills a form in with openpyxl, as a person would: a choice, a date, two lines of evidence.

Ends with 9 where openpyxl is not installed.
"""

import datetime
import sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not here")
    sys.exit(9)

answers = {
    "ORG-01": {"verdict": "適", "evidence": "任命書\n名簿", "methods": "閲覧"},
    "ORG-02": {
        "verdict": "不適",
        "note": "報告簿に1件の漏れ",
        "grade": "軽微",
        "action": "報告簿を改める",
        "owner": "佐藤次郎",
        "due": datetime.date(2027, 1, 31),
    },
}
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets:
    keys = [cell.value for cell in sheet[4]]
    for row in sheet.iter_rows(min_row=6):
        for key, value in answers.get(row[0].value, {}).items():
            row[keys.index(key)].value = value
book.save(sys.argv[2])
