import { expect, it } from 'vitest';
import { itemsOf, read, show } from './read.ts';

const FASTAPI = 'from fastapi import FastAPI, WebSocket\napp = FastAPI()\n';

it.each([
  ['a scheduler', `${FASTAPI}from apscheduler.schedulers.background import BackgroundScheduler\ns = BackgroundScheduler()\n@app.on_event("startup")\ndef f():\n  s.start()`, ['scheduler']],
  ['a scheduler that is not started', `${FASTAPI}from apscheduler.schedulers.background import BackgroundScheduler\ns = BackgroundScheduler()`, []],
  ['a Discord bot', 'import discord\nbot = discord.Client()\nbot.run(token)', ['bot']],
  ['a Telegram bot', 'from telegram.ext import ApplicationBuilder\na = ApplicationBuilder().token(t).build()\na.run_polling()', ['bot']],
  ['a bot in a thread', `${FASTAPI}import threading\nimport telebot\nbot = telebot.TeleBot(t)\nthreading.Thread(target=bot.infinity_polling, daemon=True).start()`, ['bot']],
  ['a set of sockets', `${FASTAPI}clients = set()\n@app.websocket("/ws")\nasync def w(s: WebSocket):\n  clients.add(s)`, ['websocket', 'in-process-state']],
  ['a manager of sockets', `${FASTAPI}class Manager:\n  def __init__(self):\n    self.active_connections = []\nm = Manager()\n@app.websocket("/ws")\nasync def w(s: WebSocket):\n  await m.connect(s)`, ['websocket']],
  ['a socket that keeps nothing', `${FASTAPI}@app.websocket("/ws")\nasync def w(s: WebSocket):\n  await s.send_text("x")`, []],
  ['Socket.IO', 'import socketio\nsio = socketio.AsyncServer(async_mode="asgi")', ['websocket']],
  ['Socket.IO with a queue', 'import socketio\nsio = socketio.AsyncServer(client_manager=m)', []],
  ['a dictionary that requests fill', `${FASTAPI}sessions = {}\n@app.post("/x")\ndef x(k):\n  sessions[k] = 1`, ['in-process-state']],
  ['a dictionary of constants', `${FASTAPI}NAMES = {"a": 1}\n@app.get("/x")\ndef x(k):\n  return NAMES[k]`, []],
  ['a local dictionary', `${FASTAPI}@app.get("/x")\ndef x(k):\n  d = {}\n  d[k] = 1`, []],
  ['a dictionary that start-up fills', `${FASTAPI}d = {}\n@app.on_event("startup")\ndef f():\n  d["a"] = 1`, []],
  ['SQLite', 'import sqlite3\nc = sqlite3.connect("app.db")', ['file-state']],
  ['SQLite in memory', 'import sqlite3\nc = sqlite3.connect(":memory:")', []],
  ['a loop', `${FASTAPI}import asyncio\nasync def poll():\n  while True:\n    await x()\n@app.on_event("startup")\nasync def f():\n  asyncio.create_task(poll())`, ['consumer']],
  ['a task that ends', `${FASTAPI}import asyncio\nasync def once():\n  await x()\n@app.on_event("startup")\nasync def f():\n  asyncio.create_task(once())`, []],
  ['a thread', `${FASTAPI}import threading\ndef poll():\n  while True:\n    x()\nthreading.Thread(target=poll, daemon=True).start()`, ['consumer']],
  ['a loop that watches the process', `${FASTAPI}import threading\ndef _monitor_loop():\n  while True:\n    x()\nthreading.Thread(target=_monitor_loop, daemon=True).start()`, []],
  ['a loop over its own queue', `${FASTAPI}import asyncio\nclass Bus:\n  def __init__(self):\n    self.events: asyncio.Queue = asyncio.Queue()\n  async def work(self):\n    while True:\n      await asyncio.wait_for(self.events.get(), timeout=1)\nbus = Bus()\n@app.on_event("startup")\nasync def f():\n  asyncio.create_task(bus.work())`, []],
  ['a loop of each connection', `${FASTAPI}import asyncio\nclass Session:\n  def __init__(self, ws):\n    self.ws = ws\n    self.up = False\n  async def beat(self):\n    while self.up:\n      await x()\n  async def connect(self):\n    if self.up:\n      return\n    self.up = True\n    asyncio.create_task(self.beat())\n@app.websocket("/ws")\nasync def w(s: WebSocket):\n  await Session(s).connect()`, []],
  ['a loop of one object', `${FASTAPI}import asyncio\nclass Bus:\n  def __init__(self):\n    self.up = False\n  async def work(self):\n    while True:\n      await x()\n  async def start(self):\n    if self.up:\n      return\n    self.up = True\n    asyncio.create_task(self.work())\nbus = Bus()\n@app.on_event("startup")\nasync def f():\n  await bus.start()`, ['consumer']],
  ['a loop after a look into a dictionary', `${FASTAPI}import asyncio\ncalls = Manager()\nasync def watch():\n  while True:\n    await x()\n@app.websocket("/ws")\nasync def w(s: WebSocket):\n  await handle(s)\nasync def handle(s):\n  if s.id not in calls:\n    calls.add(s.id)\n  asyncio.create_task(watch())`, []],
])('sees what a process keeps to itself: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['process.singletons']).map((each) => each.kind).sort()).toEqual([...expected].sort());
});

it.each([
  ['requests in a request', `${FASTAPI}import requests\n@app.get("/x")\ndef x():\n  requests.get(u)`, ['requests request false']],
  ['a timeout', `${FASTAPI}import requests\n@app.get("/x")\ndef x():\n  requests.get(u, timeout=5)`, ['requests request true']],
  ['arguments that cannot be seen', `${FASTAPI}import requests\n@app.get("/x")\ndef x():\n  requests.get(u, **o)`, ['requests request undefined']],
  ['a client per request', `${FASTAPI}import httpx\n@app.get("/x")\nasync def x():\n  async with httpx.AsyncClient() as c:\n    await c.get(u)`, ['httpx request false']],
  ['a client of the module', 'import httpx\nc = httpx.AsyncClient(timeout=5)', ['httpx module true']],
  ['aiohttp', `${FASTAPI}import aiohttp\n@app.get("/x")\nasync def x():\n  async with aiohttp.ClientSession() as s: pass`, ['aiohttp request false']],
  ['a method of another object', 'import requests\nclass A:\n  def get(self): pass\nA().get(u)', []],
  ['a script', 'import requests\nif __name__ == "__main__":\n  requests.get(u)', []],
])('finds HTTP clients: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['http.clients']).map((each) => `${each.library} ${each.scope} ${each.timeout}`)).toEqual(expected);
});

it.each([
  ['time.sleep', 'import time\n@app.get("/x")\nasync def x():\n  time.sleep(1)', ['time.sleep']],
  ['asyncio.sleep', 'import asyncio\n@app.get("/x")\nasync def x():\n  await asyncio.sleep(1)', []],
  ['a plain function', 'import time\n@app.get("/x")\ndef x():\n  time.sleep(1)', []],
  ['a function for a thread', 'import time, asyncio\n@app.get("/x")\nasync def x():\n  def work():\n    time.sleep(1)\n  await asyncio.to_thread(work)', []],
  ['a lambda for a thread', 'import requests, asyncio\n@app.get("/x")\nasync def x():\n  await asyncio.to_thread(lambda: requests.get(u))', []],
  ['requests', 'import requests\n@app.get("/x")\nasync def x():\n  requests.get(u)', ['requests.get']],
  ['a session of requests', 'import requests\ns = requests.Session()\n@app.get("/x")\nasync def x():\n  s.get(u)', ['requests.Session.get']],
  ['synchronous Redis', 'import redis\nr = redis.Redis()\n@app.get("/x")\nasync def x():\n  r.get("k")', ['redis.Redis.get']],
  ['asynchronous Redis', 'import redis.asyncio as redis\nr = redis.Redis()\n@app.get("/x")\nasync def x():\n  await r.get("k")', []],
  ['a synchronous session', 'from sqlalchemy.orm import Session\n@app.get("/x")\nasync def x(db: Session):\n  db.query(A)', ['sqlalchemy.orm.Session.query']],
  ['an asynchronous session', 'from sqlalchemy.ext.asyncio import AsyncSession\n@app.get("/x")\nasync def x(db: AsyncSession):\n  await db.execute(q)', []],
])('finds what blocks the event loop: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': FASTAPI + text });
  expect(itemsOf(facts['async.blockingCalls']).map((each) => each.call)).toEqual(expected);
});

it.each([
  ['Celery', 'from celery import Celery\nc = Celery("x")\nc.conf.worker_concurrency = 3', 'celery 3'],
  ['Celery by default', 'from celery import Celery\nc = Celery("x")', 'celery absent'],
  ['RQ', 'from rq import Queue\nq = Queue()', 'rq absent'],
  ['arq', 'from arq.connections import RedisSettings\nclass W:\n  functions = [f]\n  redis_settings = RedisSettings()', 'arq 10 by default'],
  ['dramatiq', 'import dramatiq\nfrom dramatiq.brokers.redis import RedisBroker\nb = RedisBroker()', 'dramatiq absent'],
])('finds queues: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['queue.workers']).map((each) => `${each.library} ${show(each.concurrency)}`)).toEqual([expected]);
});

it.each([
  ['redis-py', 'import redis\nr = redis.Redis(max_connections=5)', ['redis-py module max_connections=5']],
  ['redis.asyncio', 'from redis import asyncio as aioredis\nr = aioredis.from_url(u)', ['redis.asyncio module ']],
  ['a pool that is shared', 'import redis\np = redis.ConnectionPool(max_connections=5)\nr = redis.Redis(connection_pool=p)', ['redis-py module max_connections=5']],
])('finds Redis clients: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  const lines = itemsOf(facts['redis.clients']).map((each) => `${each.library} ${each.scope} ${each.options.map((option) => `${option.name}=${show(option.value)}`).join(' ')}`);
  expect(lines).toEqual(expected);
});
