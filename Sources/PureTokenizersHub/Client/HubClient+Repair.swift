/// A damaged file in the cache is found out when it cannot be read, and got again.
extension HubClient {
  /// The file, got again when its bytes are not what they should be.
  ///
  /// When they are, the fault is in the file itself, and reading it once more will say so.
  func repairedFile(
    _ file: CachedFile, _ request: FileRequest
  ) async throws(HubError) -> CachedFile {
    try await repairs.join(
      request, cancelled: .cancelled(request.subject)
    ) { [self] () throws(HubError) in
      let folder = cache.folder(of: request.repository)
      guard let current = folder.file(request.name, at: file.commit) else {
        return try await revalidatedFile(request)
      }
      if current.contentID == nil, configuration.mode == .offline {
        // Without links nothing here says what the bytes should be.
        let problem = "the cached file cannot be read, and may be damaged"
        throw .corrupt(request.subject, path: file.path, problem: problem)
      }
      guard try await isDamaged(current, request) else { return current }
      guard configuration.mode != .offline else {
        throw .corrupt(request.subject, path: file.path, problem: "the cached file is damaged")
      }
      tell(.warning, "\(file.path) is damaged; downloading it again")
      try HubError.cache { () throws(FileFailure) in try folder.discard(current) }
      return try await revalidatedFile(request)
    }
  }

  /// Whether the bytes have another hash than the blob's name says, or, where the cache has no
  /// blobs, than the Hub says.
  private func isDamaged(
    _ file: CachedFile, _ request: FileRequest
  ) async throws(HubError) -> Bool {
    var wanted = file.contentID
    if wanted == nil {
      let pinned = FileRequest(request.name, of: request.repository, at: Revision(file.commit))
      let conversation = try Conversation(self, about: request.subject)
      do throws(AttemptFailure) {
        let limit = configuration.timeouts.metadata
        wanted = try await conversation.metadata(of: pinned, within: limit).contentID
      } catch {
        throw error.error
      }
    }
    guard let wanted else { return false }
    let found = try HubError.cache { () throws(FileFailure) in
      try ContentHash.contentID(of: file.location, like: wanted, with: cache.files)
    }
    return found != wanted
  }
}
