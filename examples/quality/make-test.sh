#!/bin/sh
# Synthetic speech for the example: the test sentences of the tidal crew, read by a voice of flite, each beside its
# transcript. Your own recordings belong in the folder instead.
set -e
cd "$(dirname "$0")"
mkdir -p test
number=0
while IFS= read -r sentence; do
  number=$((number + 1))
  flite -voice slt -t "$sentence" -o "test/$number.wav"
  printf '%s\n' "$sentence" > "test/$number.txt"
done < ../tidal/test.txt
