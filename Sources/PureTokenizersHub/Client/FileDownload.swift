/// Gets one file: asks what it is, takes the cached one if that is it, and else downloads it.
struct FileDownload {
  let request: FileRequest
  let hub: HubClient
  /// For the question what the file is.
  let effort: Effort

  private var folder: RepositoryFolder { hub.cache.folder(of: request.repository) }

  func run() async throws(HubError) -> CachedFile {
    folder.removeStaleFiles()
    let conversation = try Conversation(hub, about: request.subject)
    let metadata = try await metadata(conversation)
    let limit = hub.configuration.maximumFileSize
    if let size = metadata.size, size > limit {
      throw .tooLarge(request.subject, size: size, limit: limit)
    }
    if let file = try stored(metadata) { return file }
    let folder = folder
    try HubError.cache { () throws(FileFailure) in try folder.prepare() }
    let lock = try await lock(metadata, until: conversation.deadline)
    // Whoever had the lock has probably got the file.
    if let file = try stored(metadata) { return file }
    let id = try await download(metadata, conversation)
    withExtendedLifetime(lock) {}
    return try publish(id, .new, metadata.commit)
  }

  private func metadata(_ conversation: Conversation) async throws(HubError) -> FileMetadata {
    var patience = Patience(effort.retry, deadline: conversation.deadline)
    while true {
      do throws(AttemptFailure) {
        return try await conversation.metadata(of: request, within: effort.time)
      } catch {
        try await patience.wait(after: error)
        hub.tell(.warning, "\(error.error.withoutAdvice); trying again")
      }
    }
  }

  /// The file when its content is in the cache already.
  private func stored(_ metadata: FileMetadata) throws(HubError) -> CachedFile? {
    if let id = metadata.contentID, folder.storedBlob(id, size: metadata.size) != nil {
      return try publish(id, .old, metadata.commit)
    }
    // Without links the file is not in a blob, and its size is all that there is to compare.
    guard let file = folder.file(request.name, at: metadata.commit), file.contentID == nil,
      metadata.size == nil || metadata.size == file.size
    else { return nil }
    return try remembered(file)
  }

  private func lock(
    _ metadata: FileMetadata, until deadline: ContinuousClock.Instant
  ) async throws(HubError) -> FileLock? {
    guard hub.cache.usesLocks, let id = metadata.contentID else { return nil }
    let cache = hub.cache
    let folders = ".locks/\(folder.name)"
    guard (try? cache.files.makeFolders(folders, below: cache.directory)) != nil else {
      return nil
    }
    do throws(CancellationError) {
      let limit = min(hub.configuration.timeouts.lock, deadline - .now)
      return try await FileLock.wait(for: folder.lock(id), limit: limit, with: cache.files)
    } catch {
      throw .cancelled(request.subject)
    }
  }

  private func publish(
    _ id: ContentID, _ age: RepositoryFolder.BlobAge, _ commit: CommitHash
  ) throws(HubError) -> CachedFile {
    let folder = folder
    if age == .old, let file = folder.file(request.name, at: commit), file.contentID == id {
      return try remembered(file)
    }
    let file = try HubError.cache { () throws(FileFailure) in
      try folder.prepare()
      return try folder.point(request.name, at: commit, to: id, age)
    }
    return try remembered(file)
  }

  /// The reference comes last: one without a snapshot would be a damaged cache.
  private func remembered(_ file: CachedFile) throws(HubError) -> CachedFile {
    do throws(FileFailure) {
      try folder.remember(file.commit, of: request.revision)
    } catch {
      // The file is there and right; only the next offline load by the branch's name is not.
      hub.tell(.warning, "\(HubError(error))")
    }
    return file
  }
}
