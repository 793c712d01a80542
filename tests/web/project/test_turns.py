"""Who reads does not wait behind those who send something in."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import connections
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai.web.office import turns
from gongkai.web.office.turns import TurnsMiddleware, give_up_place

WAIT = 30


@pytest.fixture
def scene(monkeypatch):
    """Two places for writers, two for readers, and a view in which each stays until the test lets it go."""
    monkeypatch.setattr(
        turns,
        "_places",
        {True: threading.BoundedSemaphore(2), False: threading.BoundedSemaphore(2)},
    )
    return Scene()


class Scene:
    def __init__(self) -> None:
        self.inside, self.go, self.arrived = list[str](), threading.Event(), threading.Semaphore(0)
        self.before: Any = lambda: None
        self.door = TurnsMiddleware(self._view)
        self.threads: list[threading.Thread] = []

    def _view(self, request: Any) -> HttpResponse:
        self.before()
        self.inside.append(request.method)
        self.arrived.release()
        assert self.go.wait(WAIT)
        return HttpResponse("好")

    def send(self, method: str) -> None:
        request = getattr(RequestFactory(), method)("/")
        thread = threading.Thread(target=self.door, args=(request,))
        thread.start()
        self.threads.append(thread)

    def come_in(self, number: int) -> bool:
        return all(self.arrived.acquire(timeout=WAIT) for _ in range(number))

    def end(self) -> None:
        self.go.set()
        for each in self.threads:
            each.join(WAIT)


def test_a_reader_passes_those_who_wait_to_send_something_in(scene):
    for _ in range(5):
        scene.send("post")
    assert scene.come_in(2)
    scene.send("get")
    assert scene.come_in(1)
    assert scene.inside == ["POST", "POST", "GET"]
    scene.end()
    assert sorted(scene.inside) == ["GET", "POST", "POST", "POST", "POST", "POST"]


def test_who_waits_for_a_file_lets_the_next_go_on(scene):
    scene.before = give_up_place
    for _ in range(5):
        scene.send("post")
    assert scene.come_in(5)
    scene.end()
    scene.before, scene.go = (lambda: None), threading.Event()
    for _ in range(3):
        scene.send("post")
    assert scene.come_in(2)
    assert not scene.arrived.acquire(blocking=False)
    scene.end()


def test_a_page_asked_for_within_a_request_needs_no_place_of_its_own(scene):
    outer = TurnsMiddleware(lambda request: scene.door(RequestFactory().get("/")))
    scene.go.set()
    for _ in range(5):
        assert outer(RequestFactory().get("/")).content.decode() == "好"


def test_a_form_that_comes_slowly_holds_up_nobody(scene):
    comes, asked = threading.Event(), threading.Event()

    class Slow(RequestFactory):
        def post(self, *args: Any, **kwargs: Any) -> Any:
            request = super().post(*args, **kwargs)
            read = request._load_post_and_files

            def slowly() -> None:
                asked.set()
                assert comes.wait(WAIT)
                read()

            request._load_post_and_files = slowly
            return request

    slow = [
        threading.Thread(target=scene.door, args=(Slow().post("/", {"text": "慢"}),))
        for _ in range(3)
    ]
    for each in slow:
        each.start()
    assert asked.wait(WAIT)
    scene.send("post")
    assert scene.come_in(1)
    comes.set()
    scene.end()
    for each in slow:
        each.join(WAIT)


@pytest.mark.django_db(transaction=True)
def test_only_some_threads_keep_their_connection(monkeypatch):
    monkeypatch.setattr(turns, "KEEPING", len(turns._keepers) + 1)
    kept, all_in = list[bool](), threading.Barrier(3)

    def one() -> None:
        connections["default"].ensure_connection()
        turns._give_back()
        kept.append(connections["default"].connection is not None)
        all_in.wait(WAIT)
        connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(WAIT)
    assert sorted(kept) == [False, False, True]
    assert any(receiver[0][0] == "office.turns" for receiver in request_finished.receivers)
