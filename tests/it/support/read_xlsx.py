"""Prints what openpyxl reads in a workbook, as JSON."""

import json
import sys

import openpyxl

workbook = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({
    sheet.title: {"rows": [[c.value for c in row] for row in sheet.iter_rows()], "charts": len(sheet._charts)}
    for sheet in workbook
}))
