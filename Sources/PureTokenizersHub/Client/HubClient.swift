import PureTokenizers

/// Gets files of models from the Hugging Face Hub, and keeps them in the cache that Python uses.
///
///     let hub = HubClient()
///     let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased", from: hub)
///     let file = try await hub.file("config.json", of: "bert-base-uncased")
///     print(file.path)
///
/// Any number of tasks may use one client; tasks that want the same file share one download. A
/// task that is cancelled gets its answer at once.
public final class HubClient: Sendable {
  /// What the client was made with.
  public let configuration: Configuration
  /// The cache, which can be looked into and tidied without a network.
  public let cache: HubCache

  let downloads = SingleFlight<FileRequest, CachedFile>()
  let repairs = SingleFlight<FileRequest, CachedFile>()
  let bodies = BodyLane()
  private let transport: Lock<(any HTTPTransport)?>

  /// A client; without a configuration all is as the environment says.
  public convenience init(_ configuration: Configuration = Configuration()) {
    self.init(configuration, transport: nil, files: FileCalls())
  }

  init(
    _ configuration: Configuration, transport: (any HTTPTransport)?, files: FileCalls
  ) {
    self.configuration = configuration
    self.transport = Lock(transport)
    cache = HubCache(
      directory: configuration.cacheDirectory,
      usesSymbolicLinks: configuration.usesSymbolicLinks, usesLocks: configuration.usesLocks,
      files: files)
  }

  /// The transport, which is made when it is first needed: never offline.
  func connection() -> any HTTPTransport {
    transport.withLock { transport in
      if let transport { return transport }
      let made = SessionTransport(idle: configuration.timeouts.idle)
      transport = made
      return made
    }
  }

  func tell(_ level: HubEvent.Level, _ text: @autoclosure () -> String) {
    configuration.onEvent?(HubEvent(level: level, description: text().printable(limit: 2000)))
  }
}

/// A file that was asked for; its names have been checked.
struct FileRequest: Hashable, Sendable {
  let repository: RepositoryID
  let revision: Revision
  let name: FileName

  init(_ name: FileName, of repository: RepositoryID, at revision: Revision) {
    (self.name, self.repository, self.revision) = (name, repository, revision)
  }

  init(_ name: String, of model: String, revision: String) throws(HubError) {
    repository = try RepositoryID(model)
    self.revision = try Revision(revision)
    self.name = try FileName(name)
  }

  var subject: HubError.Subject {
    HubError.Subject(
      model: repository.description, revision: revision.description, file: name.description)
  }
}
