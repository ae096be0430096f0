import asyncio

from fastapi import FastAPI

site = FastAPI()
answers = {}
ANSWER_TTL = 5


@site.post("/calls/{call}")
async def call(call: str):
    answers[call] = {"event": asyncio.Event(), "text": None}
    try:
        await asyncio.wait_for(answers[call]["event"].wait(), ANSWER_TTL)
        return answers.get(call, {}).get("text")
    finally:
        if call in answers:
            del answers[call]


@site.post("/calls/{call}/answer")
async def answer(call: str, text: str):
    if call in answers:
        answers[call]["text"] = text
        answers[call]["event"].set()
