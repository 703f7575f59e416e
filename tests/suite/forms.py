"""Counts which cells of a form may be written into.

Ends with 9 where openpyxl is not installed.
"""

import sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not here")
    sys.exit(9)

book = openpyxl.load_workbook(sys.argv[1])
unlocked = locked = 0
for sheet in book.worksheets:
    assert sheet.protection.sheet and not sheet.protection.password, sheet.title
    assert sheet.freeze_panes and sheet.print_title_rows, sheet.title
    keys = [cell.value for cell in sheet[4]]
    assert sheet.row_dimensions[4].hidden and keys[0] == "item", keys
    for row in sheet.iter_rows(min_row=6):
        for cell, key in zip(row, keys):
            asked = key in ("item", "question", "how", "last", "finding")
            assert cell.protection.locked == asked, (sheet.title, cell.coordinate, key)
            locked += asked
            unlocked += not asked
    for row in sheet.iter_rows(max_row=5):
        assert all(cell.protection.locked for cell in row), sheet.title
print("open", unlocked, "of", unlocked + locked)
