#!/bin/sh
set -e
node till.js   # for people