import Foundation
import Testing

@testable import PureTokenizersHub

@Suite("Environment")
struct EnvironmentTests {
  @Test(
    "the cache is where Python has it",
    arguments: [
      ([:], "/home/me/.cache/huggingface/hub"),
      (["XDG_CACHE_HOME": "/x"], "/x/huggingface/hub"),
      (["HF_HOME": "/h", "XDG_CACHE_HOME": "/x"], "/h/hub"),
      (["HUGGINGFACE_HUB_CACHE": "/old", "HF_HOME": "/h"], "/old"),
      (["HF_HUB_CACHE": "/new", "HUGGINGFACE_HUB_CACHE": "/old"], "/new"),
      (["HF_HUB_CACHE": "", "HF_HOME": ""], "/home/me/.cache/huggingface/hub"),
      (["HF_HUB_CACHE": "~/c"], "/home/me/c"),
      (["HF_HUB_CACHE": "$DATA/c", "DATA": "/d"], "/d/c"),
      (["HF_HUB_CACHE": "${DATA}c/$NONE", "DATA": "/d"], "/dc/$NONE"),
    ])
  func cache(variables: [String: String], path: String) {
    let environment = HubEnvironment(["HOME": "/home/me"].merging(variables) { $1 })
    #expect(environment.cacheDirectory == path)
  }

  @Test(
    "offline is on as Python reads it",
    arguments: [
      ([:], false), (["HF_HUB_OFFLINE": "1"], true), (["HF_HUB_OFFLINE": "True"], true),
      (["HF_HUB_OFFLINE": "yes"], true), (["HF_HUB_OFFLINE": "0"], false),
      (["TRANSFORMERS_OFFLINE": "ON"], true),
      (["HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"], false),
      (["HF_HUB_OFFLINE": "", "TRANSFORMERS_OFFLINE": "1"], true),
    ])
  func offline(variables: [String: String], isOffline: Bool) {
    #expect(HubEnvironment(variables).isOffline == isOffline)
    let configuration = HubClient.Configuration(environment: variables)
    #expect(configuration.mode == (isOffline ? .offline : .revalidate))
  }

  @Test("the token comes from where Python looks, in that order")
  func token() throws {
    let sandbox = try Sandbox()
    let home = sandbox.folder
    try Data("hf_file\n".utf8).write(to: URL(fileURLWithPath: home + "/token"))
    try Data(" hf_other ".utf8).write(to: URL(fileURLWithPath: home + "/other"))
    let cases: [([String: String], String?)] = [
      ([:], "hf_file"), (["HF_TOKEN_PATH": home + "/other"], "hf_other"),
      (["HF_TOKEN": "hf_a\r\n", "HUGGING_FACE_HUB_TOKEN": "hf_b"], "hf_a"),
      (["HF_TOKEN": " ", "HUGGING_FACE_HUB_TOKEN": "hf_b"], "hf_b"),
      (["HF_TOKEN": "hf_a", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"], nil),
      (["HF_TOKEN_PATH": home + "/none"], nil),
    ]
    for (variables, token) in cases {
      let environment = HubEnvironment(["HF_HOME": home].merging(variables) { $1 })
      #expect(HubToken.fromEnvironment.text(in: environment) == token)
      #expect(HubToken.none.text(in: environment) == nil)
      #expect(HubToken("hf_given").text(in: environment) == "hf_given")
    }
  }

  @Test("endpoint, timeouts and links come from the environment")
  func others() {
    let configuration = HubClient.Configuration(environment: [
      "HF_ENDPOINT": "https://mirror/", "HF_HUB_ETAG_TIMEOUT": "3",
      "HF_HUB_DOWNLOAD_TIMEOUT": "7", "HF_HUB_DISABLE_SYMLINKS": "yes",
    ])
    #expect(configuration.endpoint == "https://mirror/")
    #expect(configuration.timeouts.metadata == .seconds(3))
    #expect(configuration.timeouts.idle == .seconds(7))
    #expect(!configuration.usesSymbolicLinks)
    #expect(HubClient.Configuration(environment: [:]).endpoint == "https://huggingface.co")
  }

  @Test("a token never prints itself")
  func silence() {
    let token: HubToken = "hf_secret"
    var dumped = ""
    dump(token, to: &dumped)
    var configuration = ""
    dump(HubClient.Configuration(token: token, environment: [:]), to: &configuration)
    for text in ["\(token)", String(reflecting: token), dumped, configuration] {
      #expect(!text.contains("secret"))
    }
  }

  @Test(
    "a wrong endpoint or token is an error before anything is asked",
    arguments: [
      ("ftp://x", "hf_a"), ("nonsense", "hf_a"), ("https://u:secret@h", "hf_a"),
      ("https://h", "hf_a b"), ("https://h", "hf_é"), ("https://h\r\nX: y", "hf_a"),
    ])
  func wrongSettings(endpoint: String, token: String) async throws {
    let sandbox = try Sandbox()
    let transport = RefusingTransport()
    let configuration = HubClient.Configuration(
      token: HubToken(token), endpoint: endpoint, cacheDirectory: sandbox.cache, environment: [:])
    let hub = HubClient(configuration, transport: transport, files: FileCalls())
    let error = await hubError { _ = try await hub.file("x", of: "gpt2") }
    guard case .invalidConfiguration = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!"\(error as HubError?, default: "")".contains("secret"))
    #expect(transport.requests.elements.isEmpty)
  }
}
