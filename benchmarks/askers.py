"""What `multipriv run` is measured against: the bare openai client, and Inspect's own eval of the same prompts.

Called by benchmarks/throughput.py, which says where the server and the sheet of prompts are.
"""

import asyncio
import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

URL, SHEET, CONNECTIONS = os.environ["BASE_URL"], Path(os.environ["SHEET"]), int(os.environ["CONNECTIONS"])


def rows() -> list[dict[str, Any]]:
    """Return the prompts."""
    with SHEET.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


async def client() -> int:
    """Ask with nothing but the client library; return the number of answers."""
    from openai import AsyncOpenAI

    asker, free = AsyncOpenAI(base_url=URL, api_key="none", max_retries=0), asyncio.Semaphore(CONNECTIONS)

    async def ask(row: dict[str, Any]) -> bool:
        async with free:
            content = [_content(part) for part in row["parts"]]
            messages: Any = [{"role": "user", "content": content}]
            made = await asker.chat.completions.create(model="m", messages=messages, temperature=0.0, max_tokens=2048)
            return bool(made.choices[0].message.content)

    return sum(await asyncio.gather(*map(ask, rows())))


def _content(part: dict[str, str]) -> dict[str, Any]:
    if "text" in part:
        return {"type": "text", "text": part["text"]}
    picture = Path(part["picture"])
    encoded = base64.b64encode(picture.read_bytes()).decode()
    return {"type": "image_url", "image_url": {"url": f"data:image/{picture.suffix[1:]};base64,{encoded}"}}


def inspect() -> int:
    """Ask with Inspect as it comes, but for the pictures, which are not logged; return the number of answers."""
    from inspect_ai import Task, eval
    from inspect_ai.dataset import MemoryDataset, Sample
    from inspect_ai.model import ChatMessageUser, ContentImage, ContentText
    from inspect_ai.solver import generate

    samples = [
        Sample(
            id=row["id"],
            input=[
                ChatMessageUser(
                    content=[
                        ContentText(text=part["text"]) if "text" in part else ContentImage(image=part["picture"])
                        for part in row["parts"]
                    ]
                )
            ],
        )
        for row in rows()
    ]
    (log,) = eval(
        Task(dataset=MemoryDataset(samples), solver=generate()),
        model="openai-api/instant/m",
        log_dir=os.environ["OUT"],
        display="none",
        log_images=False,
        max_connections=CONNECTIONS,
        temperature=0.0,
        max_tokens=2048,
    )
    return sum(bool(sample.output.choices) for sample in log.samples or [])


if __name__ == "__main__":
    answered = asyncio.run(client()) if sys.argv[1] == "client" else inspect()
    assert answered == len(rows()), f"{answered} of {len(rows())} answered"
