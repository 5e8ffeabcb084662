import PureTokenizers

extension HubClient {
  /// Gets all files of a model's tokenizer, all from one commit.
  ///
  /// `tokenizer.json`, `tokenizer_config.json`, `special_tokens_map.json`, `added_tokens.json`,
  /// `config.json` and chat templates, as far as the model has them; without a `tokenizer.json`,
  /// the vocabulary's files that it would be made from.
  ///
  /// - Throws: `HubError`, which says what to do.
  public func tokenizerFiles(
    of model: String, revision: String = "main"
  ) async throws(HubError) -> HubSnapshot {
    let request = try FileRequest(TokenizerFileNames.tokenizer, of: model, revision: revision)
    let folder = cache.folder(of: request.repository)
    let known = folder.commit(of: request.revision)
    let mayTakeCached =
      configuration.mode == .preferCache || request.revision.commit != nil
    if mayTakeCached, let known, folder.hasWholeTokenizer(at: known) {
      return folder.tokenizerSnapshot(at: known)
    }
    if configuration.mode == .offline { return try offlineSnapshot(request, known) }
    let standIn = known.flatMap { folder.hasTokenizer(at: $0) ? $0 : nil }
    do throws(HubError) {
      return try await downloadedSnapshot(
        request, standIn == nil ? .full(configuration) : .hasty(configuration))
    } catch {
      guard error.allowsCachedFile, let known = standIn else { throw error }
      tell(.warning, "\(error); the cached files stand in")
      return folder.tokenizerSnapshot(at: known)
    }
  }

  private func offlineSnapshot(
    _ request: FileRequest, _ commit: CommitHash?
  ) throws(HubError) -> HubSnapshot {
    let folder = cache.folder(of: request.repository)
    guard let commit, folder.hasTokenizer(at: commit) else {
      throw .notCached(request.subject, cached: folder.summary())
    }
    return folder.tokenizerSnapshot(at: commit)
  }

  private func downloadedSnapshot(
    _ request: FileRequest, _ effort: Effort
  ) async throws(HubError) -> HubSnapshot {
    let folder = cache.folder(of: request.repository)
    folder.removeStaleFiles()
    let listing = try await listing(request, effort)
    let wanted = TokenizerFileNames.wanted(of: listing.names)
    guard wanted.contains(where: { $0 != "config.json" }) else {
      throw .fileNotFound(HubError.Answer(request.subject, status: 200))
    }
    try await fetch(wanted, at: listing.commit, of: request.repository)
    try HubError.cache { () throws(FileFailure) in
      // Absences are remembered last: with them the snapshot counts as whole.
      for name in [TokenizerFileNames.tokenizer] + TokenizerFileNames.companions
      where !wanted.contains(name) {
        guard let name = try? FileName(name) else { continue }
        try folder.rememberAbsence(of: name, at: listing.commit)
      }
      try folder.remember(listing.commit, of: request.revision)
    }
    return folder.tokenizerSnapshot(at: listing.commit)
  }

  /// Gets files one after the other: a server that sends endless bodies is met by one of them, and
  /// the bound on memory holds.
  private func fetch(
    _ names: [String], at commit: CommitHash, of repository: RepositoryID
  ) async throws(HubError) {
    for name in names {
      let request = FileRequest(try FileName(name), of: repository, at: Revision(commit))
      _ = try await cachedFile(request)
    }
  }
}

extension RepositoryFolder {
  /// Whether the commit has something to make a tokenizer from.
  func hasTokenizer(at commit: CommitHash) -> Bool {
    let snapshot = tokenizerSnapshot(at: commit)
    return snapshot.files.contains {
      $0.name == TokenizerFileNames.tokenizer || TokenizerFileNames.sources.contains($0.name)
        || $0.name.hasSuffix(".tiktoken")
    }
  }

  /// Whether each file that a tokenizer may have is there, or is known not to exist.
  func hasWholeTokenizer(at commit: CommitHash) -> Bool {
    guard hasTokenizer(at: commit) else { return false }
    let names = [TokenizerFileNames.tokenizer] + TokenizerFileNames.companions
    return names.allSatisfy { name in
      guard let name = try? FileName(name) else { return false }
      return file(name, at: commit) != nil || isKnownAbsent(name, at: commit)
    }
  }

  /// What the cache has of the commit's tokenizer.
  func tokenizerSnapshot(at commit: CommitHash) -> HubSnapshot {
    let names = TokenizerFileNames.wanted(of: names(below: snapshot(commit))).sorted()
    let files = names.compactMap { name -> HubFile? in
      guard let name = try? FileName(name), let file = file(name, at: commit) else { return nil }
      return HubFile(name, file)
    }
    return HubSnapshot(path: snapshot(commit), commit: commit.description, files: files)
  }
}
