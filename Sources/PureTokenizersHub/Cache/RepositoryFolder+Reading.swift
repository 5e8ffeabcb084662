/// A file that the cache has.
struct CachedFile: Hashable, Sendable {
  /// Where it is in the snapshot; Python calls the same path the file's.
  var path: String
  /// Where its bytes are, without links.
  var location: String
  var size: Int
  var commit: CommitHash

  /// What the bytes should be, when they are in a blob.
  var contentID: ContentID? { location.split(separator: "/").last.flatMap { ContentID($0) } }
}

extension RepositoryFolder {
  /// The commit that a revision was at when it was last looked up; nil when it is not known.
  func commit(of revision: Revision) -> CommitHash? {
    if let commit = revision.commit { return commit }
    guard let (location, _) = fileInside(reference(revision)),
      let bytes = try? files.contents(of: location, limit: 256)
    else { return nil }
    // Python writes no newline, but people who repair a cache by hand do.
    let text = String(decoding: bytes, as: UTF8.self)
    return CommitHash(text.prefix { !$0.isWhitespace })
  }

  /// The file of a commit, or nil when the cache does not have it.
  ///
  /// A link that leads nowhere, or out of the cache, counts as nothing.
  func file(_ name: FileName, at commit: CommitHash) -> CachedFile? {
    let path = pointer(name, at: commit)
    guard let (location, status) = fileInside(path) else { return nil }
    return CachedFile(path: path, location: location, size: status.size, commit: commit)
  }

  /// Whether the commit is known not to have the file.
  func isKnownAbsent(_ name: FileName, at commit: CommitHash) -> Bool {
    (try? files.statusIfPresent(absence(name, at: commit)))?.kind == .file
  }

  /// A blob with these contents, or nil; `size` is what it should be, when that is known.
  func storedBlob(_ id: ContentID, size: Int?) -> FileStatus? {
    guard let (_, status) = fileInside(blob(id)), size == nil || size == status.size else {
      return nil
    }
    return status
  }

  /// Where a file is when all links are followed, and what it is; nil when that is outside of the
  /// cache, or no file.
  private func fileInside(_ path: String) -> (location: String, status: FileStatus)? {
    guard let location = try? files.resolved(path), let root = try? files.resolved(cache.directory),
      // Bytes, because other folders may have names that Swift takes for the same.
      location.utf8.starts(with: (root + "/").utf8), let status = try? files.status(location),
      status.kind == .file
    else { return nil }
    return (location, status)
  }

  /// The branches and tags that the cache knows, with their commits.
  func references() -> [(name: String, commit: CommitHash)] {
    names(below: path + "/refs").compactMap { name in
      guard let revision = try? Revision(name), let commit = commit(of: revision) else {
        return nil
      }
      return (name, commit)
    }
  }

  /// The commits that have a snapshot.
  func commits() -> [CommitHash] {
    guard (try? files.statusIfPresent(snapshots))?.kind == .folder else { return [] }
    return ((try? files.names(in: snapshots)) ?? []).compactMap { CommitHash($0) }
  }

  /// The relative paths of everything below a folder that is no folder itself, sorted.
  func names(below folder: String) -> [String] {
    guard (try? files.statusIfPresent(folder))?.kind == .folder,
      let names = try? files.names(in: folder)
    else { return [] }
    return names.flatMap { name in
      let path = "\(folder)/\(name)"
      guard (try? files.statusIfPresent(path))?.kind == .folder else { return [name] }
      return self.names(below: path).map { "\(name)/\($0)" }
    }
  }

  /// What the cache has of this repository, for an error: `main (tokenizer.json)`.
  func summary() -> [String] {
    let references = references()
    return commits().map { commit in
      let names = references.filter { $0.commit == commit }.map(\.name)
      let label = names.isEmpty ? commit.description : names.joined(separator: ", ")
      let files = self.names(below: snapshot(commit))
      let shown = files.prefix(5).joined(separator: ", ")
      return "\(label) (\(shown)\(files.count > 5 ? ", …" : ""))"
    }
  }
}
