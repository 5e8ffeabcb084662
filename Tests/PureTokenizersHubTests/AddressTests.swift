import Testing

@testable import PureTokenizersHub

@Suite("Addresses")
struct AddressTests {
  @Test(
    "an address is read as it is meant",
    arguments: [
      ("https://huggingface.co", "https", "huggingface.co", 443, "/"),
      ("HTTP://Example.com:8080/a?b#c", "http", "example.com", 8080, "/a?b"),
      ("http://[::1]:80/x", "http", "[::1]", 80, "/x"),
      ("https://h?q", "https", "h", 443, "/?q"),
      ("https://h/a|b\"", "https", "h", 443, "/a%7Cb%22"),
    ])
  func reads(text: String, scheme: String, host: String, port: Int, path: String) throws {
    let address = try WebAddress(text)
    #expect(
      (address.scheme, address.host, address.port) == (scheme, host, port))
    #expect(address.path == path)
  }

  @Test(
    "an address that could be read in two ways is refused",
    arguments: [
      "", "huggingface.co", "ftp://x/", "file:///etc/passwd", "http:x", "http:///x", "http://",
      "http://user@host/", "http://user:pass@host/", "http://host:0/", "http://host:99999/",
      "http://host:8x/", "http://ho st/", "http://host\\@evil/", "http://host/a b",
      "http://host/\u{0}", "http://host/\r\nX: y", "http://[::1", "http://[]/", "http://hést/",
      "http://host/é", "javascript:alert(1)", "http://host:/", "http://a%2eb/",
    ])
  func refuses(text: String) {
    #expect(throws: AddressProblem.self) { try WebAddress(text) }
  }

  @Test(
    "a redirect's location is put together with the address before",
    arguments: [
      ("/b", "https://h/b"), ("c", "https://h/a/c"), ("?q=1", "https://h/a/b?q=1"),
      ("//other/x", "https://other/x"), ("http://o:81/y", "http://o:81/y"),
      ("#f", "https://h/a/"),
    ])
  func follows(location: String, result: String) throws {
    let base = try WebAddress("https://h/a/b?x=y")
    #expect(try base.following(location).text == result)
  }

  @Test("what is shown of an address has no signature in it")
  func shown() throws {
    let address = try WebAddress("https://h/a?Signature=secret")
    #expect(address.shown == "https://h/a")
  }

  @Test("https is never followed to http")
  func noDowngrade() async throws {
    let sandbox = try Sandbox()
    let hub = HubClient(
      HubClient.Configuration(
        token: "hf_secret", endpoint: "https://h", cacheDirectory: sandbox.cache, environment: [:]),
      transport: RefusingTransport(), files: FileCalls())
    let subject = HubError.Subject(model: "m", revision: "main", file: nil)
    let conversation = try Conversation(hub, about: subject)
    let head = ResponseHead(status: 302, headers: ["location": "http://h/x"])
    #expect(throws: AttemptFailure.self) {
      try conversation.target(of: head, from: WebAddress("https://h/y"))
    }
    // And the token stays with the exact origin: scheme, host and port.
    for other in ["http://h/x", "https://h:444/x", "https://h.evil/x", "https://evil/x"] {
      let headers = conversation.endpoint.headers(for: try WebAddress(other), userAgent: "x")
      #expect(headers["Authorization"] == nil)
    }
    let own = conversation.endpoint.headers(for: try WebAddress("https://h/z"), userAgent: "x")
    #expect(own["Authorization"] == "Bearer hf_secret")
  }
}
