"""What the Hub answers, when nothing goes wrong."""
import json
import time
import urllib.parse


class Pages:
    """The part of a handler that knows repositories, their files and their listings."""

    def resolve(self, name, revision, path):
        repository = self.repository(name)
        if repository is None:
            return None
        if repository.canonical_name != name:
            path = "/%s/resolve/%s/%s" % (
                repository.canonical_name, urllib.parse.quote(revision, safe=""), path)
            return self.redirect(307, self.prefix + path)
        commit = repository.commit_of(revision)
        if commit is None:
            return self.error(404, "RevisionNotFound", "Invalid rev id: " + revision)
        file = repository.file(commit, urllib.parse.unquote(path))
        if self.faults.has("flip-main"):
            repository.flip(self.key)
        if file is None:
            return self.error(404, "EntryNotFound", "Entry not found",
                              {"X-Repo-Commit": commit})
        headers = self.metadata(commit, file)
        if self.headers.get("If-None-Match") == '"%s"' % file.etag:
            return self.empty(304, headers)
        if not file.is_large:
            location = "%s/api/resolve-cache/models/%s/%s/%s?etag=%s" % (
                self.prefix, name, commit, path, file.etag)
            return self.redirect(307, location, headers if self.faults.has("early") else {})
        headers["X-Linked-Size"] = str(file.size)
        host = "localhost" if self.faults.has("contents-localhost") else "127.0.0.1"
        signature = "Expires=%d&Signature=%s" % (time.time() + 3600, "secret-signature")
        location = "http://%s:%d%s/%s?%s" % (
            host, self.ports["contents"], self.prefix, file.etag, signature)
        return self.redirect(302, location, headers)

    def metadata(self, commit, file):
        faults = self.faults
        headers = {"X-Repo-Commit": faults.argument("commit", commit)}
        etag = faults.argument("etag", file.etag)
        headers["ETag" if not file.is_large else "X-Linked-Etag"] = '"%s"' % etag
        if faults.has("no-commit"):
            del headers["X-Repo-Commit"]
        if faults.has("no-etag"):
            headers = {"X-Repo-Commit": commit}
        if faults.has("warning"):
            headers["X-HF-Warning"] = "topic; be warned"
        return headers

    def resolve_cache(self, parts):
        # api/resolve-cache/models/NAME/COMMIT/PATH, and NAME may have a /
        for length in (2, 1):
            name = "/".join(parts[3:3 + length])
            repository = self.repositories.get(name)
            if repository is not None and len(parts) > 4 + length:
                commit = parts[3 + length]
                file = repository.file(
                    commit, urllib.parse.unquote("/".join(parts[4 + length:])))
                if file is not None:
                    return self.body(file.content, file, self.metadata(commit, file))
        return self.error(404, "EntryNotFound", "Entry not found")

    def contents(self, parts):
        faults = self.faults
        if faults.first("contents-expired"):
            return self.error(403, None, "Request has expired")
        if faults.has("contents-500") and faults.first("contents-500"):
            return self.error(500, None, "internal")
        file = self.repositories.by_etag(parts[-1].split("?")[0])
        if file is None:
            return self.plain(200, b"this is another server")
        return self.body(file.content, file, {"ETag": '"the-other-servers-own"'})

    def repository(self, name):
        """The repository, or None after the error has been sent."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and not token.startswith("hf_"):
            return self.error(401, None, "Invalid credentials in Authorization header")
        repository = self.repositories.get(name)
        if repository is None or (repository.is_private and token != "hf_good"):
            # The real Hub says 401 to strangers, so that nobody learns what exists.
            return self.error(404 if token else 401, "RepoNotFound", "Repository not found")
        if repository.is_disabled:
            return self.error(403, None, "Access to this resource is disabled.")
        if repository.is_gated and token != "hf_good":
            return self.error(403 if token else 401, "GatedRepo",
                              "Access to model %s is restricted." % name)
        return repository

    def api(self, parts):
        # api/models/NAME, .../revision/REVISION, .../tree/REVISION
        for length in (2, 1):
            name, rest = "/".join(parts[2:2 + length]), parts[2 + length:]
            if length == 2 and rest[:1] not in ([], ["revision"], ["tree"]):
                continue
            if length == 2 and len(parts) > 3 and parts[3] in ("revision", "tree"):
                continue
            if len(parts) < 2 + length:
                continue
            repository = self.repository(name)
            if repository is None:
                return None
            if repository.canonical_name != name:
                target = "/".join(["/api/models", repository.canonical_name] + rest)
                return self.redirect(307, self.prefix + target)
            return self.listing(repository, rest)
        return self.error(404, None, "no such page")

    def listing(self, repository, rest):
        revision = urllib.parse.unquote(rest[1]) if len(rest) > 1 else "main"
        commit = repository.commit_of(revision)
        if commit is None:
            return self.error(404, "RevisionNotFound", "Invalid rev id: " + revision)
        files = repository.files(commit)
        if rest[:1] == ["tree"]:
            return self.tree(repository, commit, files)
        if self.faults.has("flip-main"):
            repository.flip(self.key)
        names = [{"rfilename": path} for path in files]
        for hostile in self.faults.arguments.get("sibling", "").split("|"):
            if hostile:
                names.append({"rfilename": hostile})
        names += [0] * self.faults.argument("values", 0)
        answer = {
            "id": repository.canonical_name, "sha": self.faults.argument("commit", commit),
            "private": repository.is_private, "gated": repository.is_gated, "siblings": names}
        return self.plain(200, json.dumps(answer).encode(), {"X-Repo-Commit": commit})

    def tree(self, repository, commit, files):
        page = int(urllib.parse.parse_qs(self.query).get("cursor", ["0"])[0])
        size = self.faults.argument("page", 1000)
        entries = []
        for path, file in list(files.items())[page:page + size]:
            entry = {"type": "file", "oid": file.git_hash, "size": file.size, "path": path}
            if file.is_large:
                entry["lfs"] = {"oid": file.etag, "size": file.size, "pointerSize": 134}
            entries.append(entry)
        headers = {"X-Repo-Commit": commit}
        if page + size < len(files):
            host = "http://127.0.0.1:%d" % self.ports["hub"]
            headers["Link"] = '<%s%s?recursive=true&cursor=%d>; rel="next"' % (
                host, self.path.split("?")[0], page + size)
        return self.plain(200, json.dumps(entries).encode(), headers)
