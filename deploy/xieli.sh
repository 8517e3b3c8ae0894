#!/bin/sh
# Xieli from a bundle: the program runs on the Node that lies beside it, from whatever folder and with whatever settings.
# xieli [--settings FILE] COMMAND …   FILE has lines NAME=VALUE; what is set in the environment wins over it.
set -eu

self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
lib=$(cd "$(dirname "$self")/../lib" && pwd -P)

settings=
if [ "${1-}" = --settings ]; then
  settings=${2-}
  if [ ! -r "$settings" ]; then
    echo "读不到设置文件 $settings / The settings file $settings cannot be read" >&2
    exit 2
  fi
  shift 2
fi

exec "$lib/node/bin/node" ${settings:+"--env-file=$settings"} "$lib/server/src/cli.ts" "$@"
