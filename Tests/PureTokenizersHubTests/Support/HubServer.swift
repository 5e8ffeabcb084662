import Foundation
import Testing

/// The fake Hub of `Fixtures/hub`, started once for all tests and ended with them.
final class HubServer: Sendable {
  static let shared = Result { try HubServer() }
  let hubPort: Int
  let contentsPort: Int
  // The server ends when this pipe does, however the tests end.
  private let input: Pipe

  private init() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Fixtures.path + "/hub/server.py"]
    let output = Pipe()
    input = Pipe()
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let line = output.fileHandleForReading.availableData
    let ports = try JSONDecoder().decode([String: Int].self, from: line)
    hubPort = try #require(ports["hub"])
    contentsPort = try #require(ports["contents"])
  }

  /// An endpoint with faults, and with a log of its own.
  func endpoint(_ faults: String = "-") -> HubEndpoint {
    HubEndpoint(key: "k\(UInt32.random(in: 0 ... .max))", faults: faults, server: self)
  }
}

/// One endpoint of the fake Hub.
struct HubEndpoint: Sendable {
  let key: String
  let faults: String
  let server: HubServer

  var address: String { "http://127.0.0.1:\(server.hubPort)/~\(key)/\(faults)" }

  struct Request: Decodable, Sendable {
    var server: String
    var method: String
    var path: String
    var target: String
    var headers: [String: String]
  }

  /// What was asked of both servers so far.
  func log() throws -> [Request] {
    let url = try #require(URL(string: "http://127.0.0.1:\(server.hubPort)/_log/\(key)"))
    return try JSONDecoder().decode([Request].self, from: Data(contentsOf: url))
  }

  /// The same log and counters with other faults.
  func with(_ faults: String) -> HubEndpoint {
    HubEndpoint(key: key, faults: faults, server: server)
  }
}

enum Fixtures {
  static let path =
    URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Fixtures"
}
