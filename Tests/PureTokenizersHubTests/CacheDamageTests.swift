import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Damaged caches, rows 21 and 25")
struct CacheDamageTests {
  enum Damage: String, CaseIterable, Sendable {
    case truncatedBlob, flippedBlob, emptyBlob, missingBlob, danglingLink, linkLoop, linkOutside
    case emptyFolder, blobFolder, garbageReference, traversingReference, referenceOutside
    case snapshotOutside
  }

  @Test(
    "damage is repaired online, and said offline",
    arguments: Damage.allCases, ["acme/tiny", "acme/large"])
  func damaged(damage: Damage, model: String) async throws {
    let sandbox = try Sandbox()
    let file = try await sandbox.hub().file("tokenizer.json", of: model)
    let victim = try Victim(sandbox, model, file)
    try victim.apply(damage)

    let offline = await hubError {
      _ = try await Tokenizer(pretrained: model, from: sandbox.hub(.offline))
    }
    switch offline {
    case .corrupt, .notCached: break
    default: Issue.record("offline: \(String(describing: offline))")
    }

    do {
      let tokenizer = try await Tokenizer(pretrained: model, from: sandbox.hub())
      #expect(tokenizer.id(of: "hello") != nil)
      try sandbox.expectSoundCache()
      _ = try await Tokenizer(pretrained: model, from: sandbox.hub(.offline))
    } catch HubError.cacheFailure where damage == .snapshotOutside {
      // A folder that is a link is nobody's mistake, and is not written through.
    }
    #expect(try String(contentsOfFile: victim.outside, encoding: .utf8) == Victim.secret)
    #expect(try FileCalls().names(in: victim.outsideFolder) == ["kept"])
  }

  @Test(
    "links that were planted are not written through",
    arguments: [
      "models--acme--tiny", "models--acme--tiny/blobs", "models--acme--tiny/refs",
      "models--acme--tiny/snapshots", "models--acme--tiny/snapshots/\(Commits.one)",
      "models--acme--tiny/.no_exist", ".locks", ".locks/models--acme--tiny",
    ])
  func plantedFolders(path: String) async throws {
    let sandbox = try Sandbox()
    let outside = sandbox.folder + "/outside"
    let link = sandbox.cache + "/" + path
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: link.parentFolder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside)
    _ = try? await sandbox.hub().tokenizerFiles(of: "acme/tiny")
    _ = try? await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    #expect(try FileCalls().names(in: outside).isEmpty)
  }

  @Test(
    "files that were planted as links are replaced, and their targets kept",
    arguments: [
      "blobs", "lock", "reference", "pointer", "absence",
    ])
  func plantedFiles(place: String) async throws {
    let sandbox = try Sandbox()
    let outside = sandbox.folder + "/outside"
    try Data("secret".utf8).write(to: URL(fileURLWithPath: outside))
    let id = try #require(ContentID("3f1a1464478f8e660c79a95214acb70249a7cf54"))
    let commit = try #require(CommitHash(Commits.one))
    let folder = sandbox.hub().cache.folder(of: try RepositoryID("acme/tiny"))
    let path =
      switch place {
      case "blobs": folder.blob(id)
      case "lock": folder.lock(id)
      case "reference": folder.reference(try Revision("main"))
      case "pointer": folder.pointer(try FileName("tokenizer.json"), at: commit)
      default: folder.absence(try FileName("chat_template.jinja"), at: commit)
      }
    try FileManager.default.createDirectory(
      atPath: path.parentFolder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: outside)
    let files = try await sandbox.hub().tokenizerFiles(of: "acme/tiny")
    #expect(files.files.count == 4)
    #expect(try String(contentsOfFile: outside, encoding: .utf8) == "secret")
    try sandbox.expectSoundCache()
  }

  @Test("a reference that was written by hand, with a newline, is read")
  func newline() async throws {
    let sandbox = try Sandbox()
    _ = try await sandbox.hub().file("tokenizer.json", of: "acme/tiny")
    let folder = sandbox.hub().cache.folder(of: try RepositoryID("acme/tiny"))
    let path = folder.reference(try Revision("main"))
    try Data("\(Commits.one)\r\n".utf8).write(to: URL(fileURLWithPath: path))
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub(.offline))
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    try sandbox.expectSoundCache()
  }

  @Test("a broken file of the model's own is not called damage, and got once")
  func brokenModel() async throws {
    for model in ["acme/broken", "acme/empty"] {
      let sandbox = try Sandbox()
      let error = await hubError {
        _ = try await Tokenizer(pretrained: model, from: sandbox.hub())
      }
      guard case .invalidTokenizer = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(try sandbox.endpoint.log().filter { $0.method == "GET" }.count == 1)
    }
  }
}

/// A cached file that is about to be damaged.
private struct Victim {
  static let secret = #"{"secret": true}"#
  let folder: RepositoryFolder
  let file: HubFile
  let blob: String
  let outside: String
  let outsideFolder: String

  init(_ sandbox: Sandbox, _ model: String, _ file: HubFile) throws {
    folder = sandbox.hub().cache.folder(of: try RepositoryID(model))
    self.file = file
    blob = try FileCalls().resolved(file.path)
    outside = sandbox.folder + "/outside.json"
    outsideFolder = sandbox.folder + "/outside"
    try Data(Self.secret.utf8).write(to: URL(fileURLWithPath: outside))
    try FileManager.default.createDirectory(
      atPath: outsideFolder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: outsideFolder + "/kept"))
  }

  func apply(_ damage: CacheDamageTests.Damage) throws {
    let manager = FileManager.default
    let bytes = try Data(contentsOf: URL(fileURLWithPath: blob))
    let reference = folder.reference(try Revision("main"))
    switch damage {
    case .truncatedBlob: try write(bytes.prefix(50), to: blob)
    case .flippedBlob:
      var bytes = bytes
      bytes[0] ^= 1
      try write(bytes, to: blob)
    case .emptyBlob: try write(Data(), to: blob)
    case .missingBlob: try manager.removeItem(atPath: blob)
    case .danglingLink: try relink(file.path, to: "../../blobs/nothing")
    case .linkLoop: try relink(file.path, to: "tokenizer.json")
    case .linkOutside: try relink(file.path, to: outside)
    case .emptyFolder:
      try manager.removeItem(atPath: file.path)
      try manager.createDirectory(atPath: file.path, withIntermediateDirectories: false)
    case .blobFolder:
      try manager.removeItem(atPath: blob)
      try manager.createDirectory(atPath: blob, withIntermediateDirectories: false)
    case .garbageReference: try write(Data("not a commit".utf8), to: reference)
    case .traversingReference: try write(Data("../../../outside".utf8), to: reference)
    case .referenceOutside:
      try manager.removeItem(atPath: reference)
      try manager.createSymbolicLink(atPath: reference, withDestinationPath: outside)
    case .snapshotOutside:
      try manager.removeItem(atPath: file.path.parentFolder)
      try manager.createSymbolicLink(
        atPath: file.path.parentFolder, withDestinationPath: outsideFolder)
    }
  }

  private func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(fileURLWithPath: path))
  }

  private func relink(_ path: String, to target: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }
}
