"""A stand-in for Drupal's JSON:API, since no package registry carries Drupal: as strict as the two documents it is built from.

JSON:API 1.1 (jsonapi.org/format): the media type without parameters in Content-Type (415) and Accept (406), a ``data`` object with
``type`` and for PATCH ``id`` (409 when they do not fit the address), 201 with Location, 204, ``errors`` with status and detail.
Drupal's documentation of its module: ids are UUIDs and may be given by the client (409 when taken), unknown attributes are 422, a
working copy is read with ``resourceVersion=rel:working-copy``, filters and pages in the query, 403 for what a user may not.
"""

from __future__ import annotations

import base64
import json
import threading
import uuid
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

MEDIA = "application/vnd.api+json"
PATH = "/jsonapi/node/page"
ATTRIBUTES = {"title", "body", "path", "moderation_state"}  # what the user's permissions let it set


class DrupalSite:
    """``nodes`` by id. ``filter`` stands for the text format; ``trouble`` gives a status for the request of that number."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str]] = []
        self.filter = lambda html: html
        self.trouble: dict[int, int] = {}
        self.drops: set[int] = set()  # done, and the answer lost
        outer = self

        class Handler(_Handler):
            site = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Refuse(Exception):
    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class _Handler(BaseHTTPRequestHandler):
    site: DrupalSite

    def log_message(self, *_: Any) -> None:
        pass

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.site.asked.append((self.command, self.path))
        number = len(self.site.asked)
        location = ""
        try:
            if number in self.site.trouble:
                raise _Refuse(self.site.trouble[number], "trouble")
            status, told, location = self._answer(body)
        except _Refuse as no:
            status, told = no.status, {"errors": [{"status": str(no.status), "title": "No", "detail": no.detail}]}
        if number in self.site.drops:
            self.connection.close()
            return
        data = b"" if told is None else json.dumps(told).encode()
        self.send_response(status)
        if told is not None:
            self.send_header("Content-Type", MEDIA)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve

    def _answer(self, body: bytes) -> tuple[int, Any, str]:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if self.headers.get("Accept") != MEDIA:
            raise _Refuse(406, "The Accept header must name the media type without parameters.")
        ours = self._logged_in()
        if parts.path == PATH:
            if self.command == "GET":
                return 200, self._list(query), ""
            if self.command == "POST":
                return self._create(self._document(body), ours)
            raise _Refuse(405, "Only GET and POST.")
        head, _, node_id = parts.path.rpartition("/")
        if head != PATH:
            raise _Refuse(404, "No such resource.")
        node = self.site.nodes.get(node_id)
        if node is None:
            raise _Refuse(404, 'The "entity" parameter was not converted for the path.')
        return self._one(node, node_id, query, body, ours)

    def _one(
        self, node: dict[str, Any], node_id: str, query: dict[str, str], body: bytes, ours: bool
    ) -> tuple[int, Any, str]:
        if self.command == "GET":
            if set(query) - {"resourceVersion"}:
                raise _Refuse(400, "Unknown query parameter.")
            if query and not ours:
                raise _Refuse(403, "The current user is not allowed to view revisions.")
            if node["moderation_state"] != "published" and not ours:
                raise _Refuse(403, "The current user is not allowed to GET the selected resource.")
            return 200, {"jsonapi": {"version": "1.1"}, "data": self._resource(node_id, node)}, ""
        if not ours:
            raise _Refuse(403, "The current user is not allowed to do that.")
        if self.command == "DELETE":
            del self.site.nodes[node_id]
            return 204, None, ""
        data = self._document(body)
        if data.get("id") != node_id:
            raise _Refuse(409, "The id does not fit the address.")
        self._checked(data)
        node.update(data["attributes"])
        return 200, {"data": self._resource(node_id, node)}, ""

    def _logged_in(self) -> bool:
        given = self.headers.get("Authorization")
        if given is None:
            return False
        if given != "Basic " + base64.b64encode("mailflow:hemmeligt æ".encode()).decode():
            raise _Refuse(401, "No authentication credentials provided.")
        return True

    def _document(self, body: bytes) -> dict[str, Any]:
        if self.headers.get("Content-Type") != MEDIA:
            raise _Refuse(415, "The media type has no parameters.")
        try:
            document = json.loads(body)
            data = document["data"]
        except (ValueError, KeyError, TypeError):
            raise _Refuse(400, "The document has no primary data.") from None
        if data.get("type") != "node--page":
            raise _Refuse(409, "The type does not fit the address.")
        return dict(data)

    def _checked(self, data: dict[str, Any]) -> None:
        for name in data.get("attributes", {}):
            if name == "status":
                raise _Refuse(403, "The current user is not allowed to PATCH the selected field (status).")
            if name not in ATTRIBUTES:
                raise _Refuse(422, f"The attribute {name} does not exist on the node--page resource type.")
        if data["attributes"].get("moderation_state") not in {None, "draft", "published"}:
            raise _Refuse(422, "Invalid state transition.")

    def _create(self, data: dict[str, Any], ours: bool) -> tuple[int, Any, str]:
        if not ours:
            raise _Refuse(403, "The current user is not allowed to POST.")
        self._checked(data)
        node_id = str(data.get("id") or uuid.uuid4())
        try:
            uuid.UUID(node_id)
        except ValueError:
            raise _Refuse(422, "IDs should be properly generated and formatted UUIDs.") from None
        if node_id in self.site.nodes:
            raise _Refuse(409, "Conflict: Entity already exists.")
        attributes = data["attributes"]
        if not attributes.get("title"):
            raise _Refuse(422, "title: This value should not be null.")
        if attributes["body"].get("format") != "basic_html":
            raise _Refuse(422, "body.0.format: The value you selected is not a valid choice.")
        alias = attributes["path"]["alias"]
        if any(node["path"]["alias"] == alias for node in self.site.nodes.values()):
            raise _Refuse(422, f"path.0: The alias {alias} is already in use in this language.")
        self.site.nodes[node_id] = {"moderation_state": "draft", **attributes}
        where = f"{self.site.address}{PATH}/{node_id}"
        return 201, {"data": self._resource(node_id, self.site.nodes[node_id])}, where

    def _list(self, query: dict[str, str]) -> dict[str, Any]:
        offset, limit = int(query.get("page[offset]", 0)), int(query.get("page[limit]", 50))
        if limit > 50:
            raise _Refuse(400, "At most 50.")
        shown = [(i, node) for i, node in self.site.nodes.items() if node["moderation_state"] == "published"]
        more = {"next": {"href": "…"}} if len(shown) > offset + limit else {}
        data = [self._resource(node_id, node) for node_id, node in shown[offset : offset + limit]]
        return {"data": data, "links": {"self": {"href": "…"}, **more}}

    def _resource(self, node_id: str, node: dict[str, Any]) -> dict[str, Any]:
        shown = {**node["body"], "processed": self.site.filter(node["body"]["value"])}
        attributes = {
            **node,
            "body": shown,
            "status": node["moderation_state"] == "published",
            "drupal_internal__nid": 7,
        }
        return {
            "type": "node--page",
            "id": node_id,
            "attributes": attributes,
            "links": {"self": {"href": escape(PATH)}},
        }
