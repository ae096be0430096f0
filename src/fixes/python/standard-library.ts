const MODULES = new Set(`
  abc argparse array ast asyncio asyncore atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd
  code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv
  ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email enum errno faulthandler fcntl
  filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq
  hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma marshal
  math mimetypes mmap multiprocessing netrc nt numbers operator optparse os pathlib pdb pickle pickletools pkgutil
  platform plistlib poplib posix pprint profile pstats pty pwd py_compile pydoc queue quopri random re readline reprlib
  resource runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl
  stat statistics string struct subprocess sys sysconfig syslog tarfile tempfile termios textwrap threading time timeit
  token tokenize tomllib trace traceback tracemalloc types typing unicodedata unittest urllib uuid venv warnings wave
  weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zlib zoneinfo
`.trim().split(/\s+/));

/** True for a module that comes with Python: imports of those stand in a group of their own. */
export function isStandardModule(module: string): boolean {
  return MODULES.has(module.split('.')[0] ?? module);
}
