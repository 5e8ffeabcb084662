import PureTokenizers

/// A file of a model, in the cache.
public struct HubFile: Hashable, Sendable {
  /// The file's name in the repository.
  public var name: String
  /// Where it is; the same path that Python gives.
  public var path: String
  /// The commit that it belongs to.
  public var commit: String
  /// Its size in bytes.
  public var size: Int

  init(_ name: FileName, _ file: CachedFile) {
    self.name = name.description
    path = file.path
    commit = file.commit.description
    size = file.size
  }
}

extension HubClient {
  /// Gets a file of a model, from the cache if it is there and current.
  ///
  /// - Parameter revision: a branch, tag, commit or `refs/pr/N`. A commit in full that is cached
  ///   is taken without asking anybody.
  /// - Throws: `HubError`, which says what to do.
  public func file(
    _ name: String, of model: String, revision: String = "main"
  ) async throws(HubError) -> HubFile {
    let request = try FileRequest(name, of: model, revision: revision)
    return HubFile(request.name, try await cachedFile(request))
  }

  /// The file as the mode wants it.
  func cachedFile(_ request: FileRequest) async throws(HubError) -> CachedFile {
    if let file = try fileWithoutAsking(request) { return file }
    return try await downloads.join(
      request, cancelled: .cancelled(request.subject)
    ) { [self] () throws(HubError) in
      try await revalidatedFile(request)
    }
  }

  /// The cached file when nobody needs to be asked, or nil when the Hub has to be.
  private func fileWithoutAsking(_ request: FileRequest) throws(HubError) -> CachedFile? {
    let folder = cache.folder(of: request.repository)
    let isOffline = configuration.mode == .offline
    guard isOffline || configuration.mode == .preferCache || request.revision.commit != nil
    else { return nil }
    if let commit = folder.commit(of: request.revision) {
      if let file = folder.file(request.name, at: commit) { return file }
      if folder.isKnownAbsent(request.name, at: commit) {
        throw .fileNotFound(HubError.Answer(request.subject, status: 404))
      }
    }
    if isOffline { throw .notCached(request.subject, cached: folder.summary()) }
    return nil
  }

  /// Asks the Hub which file it is, and gets it unless it is cached.
  func revalidatedFile(_ request: FileRequest) async throws(HubError) -> CachedFile {
    let folder = cache.folder(of: request.repository)
    let cached = folder.commit(of: request.revision).flatMap { folder.file(request.name, at: $0) }
    let effort: Effort = cached == nil ? .full(configuration) : .hasty(configuration)
    let download = FileDownload(request: request, hub: self, effort: effort)
    do {
      return try await download.run()
    } catch {
      guard let cached, error.allowsCachedFile else { throw error }
      tell(.warning, "\(error); the cached file stands in")
      return cached
    }
  }
}

extension HubError {
  /// Whether a copy that was got earlier is a better answer than the error.
  var allowsCachedFile: Bool {
    switch self {
    case .revisionNotFound, .fileNotFound, .cancelled, .tooLarge, .invalidModel,
      .invalidRevision, .invalidFileName, .invalidConfiguration, .invalidTokenizer:
      false
    default: true
    }
  }
}
