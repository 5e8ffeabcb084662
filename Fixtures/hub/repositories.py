"""The models that the fake Hub has."""
import hashlib
import json
import os


def tokenizer(words, padding=0):
    """A small tokenizer.json; padding makes it large without making it slow to load."""
    vocabulary = {word: number for number, word in enumerate(["[UNK]"] + words)}
    text = json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"}})
    return (text + " " * padding).encode()


class File:
    def __init__(self, content, is_large=False):
        self.content = content
        self.is_large = is_large
        self.size = len(content)
        self.git_hash = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        self.etag = hashlib.sha256(content).hexdigest() if is_large else self.git_hash


class Repository:
    def __init__(self, name, commits, branches, **flags):
        self.canonical_name = name
        self.commits = commits
        self.branches = branches
        self.is_gated = flags.get("gated", False)
        self.is_private = flags.get("private", False)
        self.is_disabled = flags.get("disabled", False)

    def commit_of(self, revision):
        if revision in self.commits:
            return revision
        return self.branches.get(revision)

    def files(self, commit):
        return self.commits[commit]

    def file(self, commit, path):
        return self.commits.get(commit, {}).get(path)

    def flip(self, key):
        """Lets main move to another commit."""
        commits = sorted(self.commits)
        position = commits.index(self.branches["main"])
        self.branches["main"] = commits[(position + 1) % len(commits)]


def commit(seed):
    return hashlib.sha1(seed.encode()).hexdigest()


def small_files(word):
    return {
        "README.md": File(b"# a model\n"),
        "config.json": File(json.dumps({"model_type": "bert", "word": word}).encode()),
        "model.safetensors": File(os.urandom(64) * 1024, is_large=True),
        "tokenizer.json": File(tokenizer(["hello", "world", word])),
        "tokenizer_config.json": File(json.dumps({"word": word}).encode()),
        "special_tokens_map.json": File(json.dumps({"unk_token": "[UNK]"}).encode()),
    }


class Repositories:
    def __init__(self, folders):
        self.table = {}
        one, two, three = commit("one"), commit("two"), commit("three")
        pull = commit("pull")
        self.add(Repository(
            "acme/tiny",
            {one: small_files("one"), two: small_files("two"), pull: small_files("pull")},
            {"main": one, "dev": two, "v1.0": one, "refs/pr/1": pull, "feature/x": two}))
        # One whose main moves with every request.
        self.add(Repository(
            "acme/moving", {one: small_files("one"), two: small_files("two"),
                            three: small_files("three")}, {"main": one}))
        large = {
            "tokenizer.json": File(tokenizer(["large", "hello"], padding=512 << 10), is_large=True),
            "tokenizer_config.json": File(b"{}")}
        self.add(Repository("acme/large", {commit("large"): large}, {"main": commit("large")}))
        for name, flags in [("gated", {"gated": True}), ("private", {"private": True}),
                            ("disabled", {"disabled": True})]:
            self.add(Repository("acme/" + name, {one: small_files(name)}, {"main": one}, **flags))
        self.table["acme/old-name"] = self.table["acme/tiny"]
        self.table["ACME/Tiny"] = self.table["acme/tiny"]
        vocabulary = {
            "vocab.json": File(b'{"a": 0}'), "merges.txt": File(b"#version: 0.2\n"),
            "tokenizer_config.json": File(b"{}"), "config.json": File(b"{}")}
        self.add(Repository("acme/vocabulary", {one: vocabulary}, {"main": one}))
        templates = {
            "tokenizer.json": File(tokenizer(["template"])),
            "tokenizer_config.json": File(json.dumps({
                "tokenizer_file": "/etc/passwd", "vocab_file": "../../x"}).encode()),
            "chat_template.jinja": File(b"{{ messages }}"),
            "additional_chat_templates/rag.jinja": File(b"rag"),
            "additional_chat_templates/tool use+100%.jinja": File("\u00e9".encode())}
        self.add(Repository("acme/templates", {one: templates}, {"main": one}))
        many = {"data/%04d.txt" % number: File(b"%d" % number) for number in range(250)}
        self.add(Repository("acme/many", {one: many}, {"main": one}))
        broken = {"tokenizer.json": File(b'{"model": 3}')}
        self.add(Repository("acme/broken", {one: broken}, {"main": one}))
        self.add(Repository("acme/empty", {one: {"tokenizer.json": File(b"")}}, {"main": one}))
        for name, folder in folders.items():
            self.add(self.from_folder(name, folder))

    def from_folder(self, name, folder):
        files = {}
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isfile(path) and entry != "SOURCE.txt":
                content = open(path, "rb").read()
                files[entry] = File(content, is_large=len(content) > 10 << 20)
        here = commit(name)
        return Repository(name, {here: files}, {"main": here})

    def add(self, repository):
        self.table[repository.canonical_name] = repository

    def get(self, name):
        return self.table.get(name)

    def by_etag(self, etag):
        for repository in set(self.table.values()):
            for files in repository.commits.values():
                for file in files.values():
                    if file.is_large and file.etag == etag:
                        return file
        return None
