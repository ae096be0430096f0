import os
from dotenv import load_dotenv
from fastapi import FastAPI
from openai import AsyncOpenAI

load_dotenv()  # the key

site = FastAPI()


@site.get("/words")
async def words():
    answer = await AsyncOpenAI().chat.completions.create(model=os.environ["MODEL"], messages=[])
    return answer.choices[0].message.content
