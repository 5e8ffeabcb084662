import Foundation

/// What the cache has of a model.
public struct CachedModel: Hashable, Sendable {
  /// The model's name.
  public var model: String
  /// The folder of the model in the cache.
  public var path: String
  /// What all of it takes on disk, in bytes; other programs' files included.
  public var size: Int
  /// The snapshots, in the order of their commits.
  public var snapshots: [CachedSnapshot]
  /// Branches and tags with the commits that they were at.
  public var references: [String: String]
}

/// What the cache has of one commit of a model.
public struct CachedSnapshot: Hashable, Sendable {
  /// The commit.
  public var commit: String
  /// The branches and tags that were at this commit when they were last asked for.
  public var references: [String]
  /// The folder with the files.
  public var path: String
  /// The files, sorted by name.
  public var files: [CachedModelFile]
  /// Files whose content is gone.
  public var brokenFiles: [String]
  /// Whether the tokenizer loads offline: `tokenizer.json` is there, and nothing is broken.
  public var isComplete: Bool
}

/// A file of a model, as the cache has it.
public struct CachedModelFile: Hashable, Sendable {
  /// Its name in the repository.
  public var name: String
  /// Where it is.
  public var path: String
  /// Its size in bytes.
  public var size: Int
  /// When it was downloaded.
  public var modified: Date
  /// The hash that the Hub knows the content by; nil where the cache has no links.
  public var etag: String?
}

extension HubCache {
  /// What the cache has of a model, or nil when it has nothing.
  public func info(for model: String) throws(HubError) -> CachedModel? {
    let repository = try RepositoryID(model)
    return try HubError.cache { () throws(FileFailure) in try folder(of: repository).contents() }
  }

  /// All models that the cache has something of, sorted by name.
  public func models() throws(HubError) -> [CachedModel] {
    try HubError.cache { () throws(FileFailure) in
      var models: [CachedModel] = []
      for repository in try repositories() {
        if let model = try folder(of: repository).contents() { models.append(model) }
      }
      return models
    }
  }

  func repositories() throws(FileFailure) -> [RepositoryID] {
    guard try files.statusIfPresent(directory) != nil else { return [] }
    return try files.names(in: directory).compactMap { RepositoryID(folderName: $0) }
  }
}

extension RepositoryFolder {
  /// The model as it lies there, or nil when it does not.
  func contents() throws(FileFailure) -> CachedModel? {
    guard try files.statusIfPresent(path)?.kind == .folder else { return nil }
    let references = references()
    let snapshots = commits().map { snapshot(of: $0, references) }
    return CachedModel(
      model: repository.description, path: path, size: try size(below: path),
      snapshots: snapshots,
      references: Dictionary(
        references.map { ($0.name, $0.commit.description) }, uniquingKeysWith: { $1 }))
  }

  private func snapshot(
    of commit: CommitHash, _ references: [(name: String, commit: CommitHash)]
  ) -> CachedSnapshot {
    var found: [CachedModelFile] = []
    var broken: [String] = []
    for text in names(below: snapshot(commit)) {
      guard let name = try? FileName(text), let file = file(name, at: commit),
        let status = try? files.status(file.location)
      else {
        broken.append(text)
        continue
      }
      found.append(
        CachedModelFile(
          name: text, path: file.path, size: file.size, modified: status.modified,
          etag: file.contentID?.description))
    }
    return CachedSnapshot(
      commit: commit.description,
      references: references.filter { $0.commit == commit }.map(\.name),
      path: snapshot(commit), files: found, brokenFiles: broken,
      isComplete: broken.isEmpty && found.contains { $0.name == TokenizerFileNames.tokenizer })
  }

  /// What the files below a folder take; links count nothing, and are not followed.
  func size(below path: String) throws(FileFailure) -> Int {
    guard let status = try files.statusIfPresent(path) else { return 0 }
    switch status.kind {
    case .file: return status.size
    case .folder:
      var size = 0
      for name in try files.names(in: path) { size += try self.size(below: path + "/" + name) }
      return size
    default: return 0
    }
  }
}
