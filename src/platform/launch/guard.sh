#!/bin/sh
# Ends an embedded database that nobody uses any more, such as after a kill -9: $1 is the folder with one file per
# process that uses it, $2 the postmaster's process id. Two empty looks in a row, 15 seconds apart, end it.
empty=0
while sleep 15; do
  kill -0 "$2" 2>/dev/null || exit 0
  alive=0
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    pid=${file##*/}
    if kill -0 "$pid" 2>/dev/null; then alive=1; else rm -f "$file"; fi
  done
  if [ "$alive" = 1 ]; then empty=0; else empty=$((empty + 1)); fi
  if [ "$empty" -ge 2 ]; then kill -INT "$2" 2>/dev/null; exit 0; fi
done
