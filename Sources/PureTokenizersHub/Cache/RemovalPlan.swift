/// What has to go so that a model, or its tokenizer, is no longer in the cache.
struct RemovalPlan {
  private let folder: RepositoryFolder
  private let scope: RemovalScope
  private var items: [(path: String, size: Int, blob: ContentID?)] = []
  private(set) var removal = CacheRemoval()

  private var files: FileCalls { folder.files }

  init(_ folder: RepositoryFolder, _ scope: RemovalScope) throws(FileFailure) {
    (self.folder, self.scope) = (folder, scope)
    guard try folder.files.statusIfPresent(folder.path)?.kind == .folder else { return }
    switch scope {
    case .everything: try add(everythingBelow: folder.path)
    case .tokenizer: try addTokenizer()
    }
    removal.paths = items.map(\.path)
    removal.freedBytes = items.reduce(0) { $0 + $1.size }
  }

  /// Removes what was planned; what another process is working on stays.
  mutating func carryOut() throws(FileFailure) {
    removal = CacheRemoval()
    for item in items {
      guard try remove(item.path, blob: item.blob) else {
        removal.skippedPaths.append(item.path)
        continue
      }
      removal.paths.append(item.path)
      removal.freedBytes += item.size
    }
    guard scope == .tokenizer else {
      try files.removeTree(folder.path)
      return try files.removeTree("\(folder.cache.directory)/.locks/\(folder.name)")
    }
    removeEmptyFolders(below: folder.path)
    // What is left is another program's, and without this folder Python would call it damaged.
    if try files.statusIfPresent(folder.path) != nil {
      try files.makeFolders("\(folder.name)/snapshots", below: folder.cache.directory)
    }
  }

  private func remove(_ path: String, blob: ContentID?) throws(FileFailure) -> Bool {
    guard let blob, try files.statusIfPresent(folder.lock(blob)) != nil else {
      try unlinkIfPresent(path)
      return true
    }
    guard let lock = try FileLock.take(folder.lock(blob), with: files) else { return false }
    try unlinkIfPresent(path)
    withExtendedLifetime(lock) {}
    return true
  }

  private func unlinkIfPresent(_ path: String) throws(FileFailure) {
    do { try files.unlink(path) } catch  where error.isMissing {}
  }

  private mutating func add(everythingBelow path: String) throws(FileFailure) {
    for name in folder.names(below: path) { try add("\(path)/\(name)") }
  }

  private mutating func add(_ path: String, blob: ContentID? = nil) throws(FileFailure) {
    guard let status = try files.statusIfPresent(path) else { return }
    // A link frees nothing; what it points to is counted where it lies, if it goes at all.
    items.append((path, status.kind == .file ? status.size : 0, blob))
  }

  private mutating func addTokenizer() throws(FileFailure) {
    var kept: Set<String> = []
    var dropped: Set<String> = []
    var emptied: Set<CommitHash> = []
    for commit in folder.commits() {
      let names = folder.names(below: folder.snapshot(commit))
      let hasOthers = names.contains { !TokenizerFileNames.belongsToTokenizer($0) }
      if !hasOthers { emptied.insert(commit) }
      for name in names {
        let path = "\(folder.snapshot(commit))/\(name)"
        let blob = (try? files.readLink(path))?.split(separator: "/").last.map(String.init)
        let goes =
          TokenizerFileNames.belongsToTokenizer(name) && !(hasOthers && name == "config.json")
        if goes { try add(path) }
        if let blob { if goes { dropped.insert(blob) } else { kept.insert(blob) } }
      }
      try addAbsences(at: commit)
    }
    for blob in dropped.subtracting(kept).sorted() {
      guard let id = ContentID(blob) else { continue }
      try add(folder.blob(id), blob: id)
    }
    // Python keeps a listing for each commit.
    for commit in emptied { try add("\(folder.path)/trees/\(commit).json") }
    for reference in folder.references() where emptied.contains(reference.commit) {
      try add("\(folder.path)/refs/\(reference.name)")
    }
  }

  private mutating func addAbsences(at commit: CommitHash) throws(FileFailure) {
    let marks = "\(folder.path)/.no_exist/\(commit)"
    for name in folder.names(below: marks) where TokenizerFileNames.belongsToTokenizer(name) {
      try add("\(marks)/\(name)")
    }
  }

  /// Removes folders that have nothing in them any more, from the inside out.
  private func removeEmptyFolders(below path: String) {
    guard (try? files.statusIfPresent(path))?.kind == .folder else { return }
    for name in (try? files.names(in: path)) ?? [] { removeEmptyFolders(below: "\(path)/\(name)") }
    _ = try? files.removeFolder(path)
  }
}
