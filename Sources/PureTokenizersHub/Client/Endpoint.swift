/// The Hub that is asked, and what is shown to it and to nobody else.
struct Endpoint: Sendable {
  let address: WebAddress
  let token: String?

  init(_ configuration: HubClient.Configuration) throws(HubError) {
    do {
      address = try WebAddress(configuration.endpoint.trimmed)
    } catch {
      // What stands before an @ is a password, and not for an error's text.
      let shown = configuration.endpoint.split(separator: "@").last.map(String.init) ?? ""
      throw .invalidConfiguration(
        name: "endpoint \"\(shown.printable(limit: 100))\"",
        problem: "\(error.description) (an address such as https://huggingface.co)")
    }
    let token = configuration.token.text(in: configuration.environment)
    if let token, !token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
      throw .invalidConfiguration(
        name: "the token",
        problem: "has a character that no token has (copy it again from the Hub's settings)")
    }
    self.token = token
  }

  /// Whether a token must not go over this connection, where everybody could read it.
  var withholdsToken: Bool { token != nil && address.scheme != "https" && !address.isLoopback }

  /// The headers for a request to `address`.
  func headers(for address: WebAddress, userAgent: String) -> [String: String] {
    var headers = ["User-Agent": userAgent, "Accept-Encoding": "identity"]
    if let token, address.origin == self.address.origin, !withholdsToken {
      headers["Authorization"] = "Bearer \(token)"
    }
    return headers
  }

  /// Where a file of a repository is asked for.
  func resolveAddress(_ request: FileRequest) -> WebAddress {
    let revision = WebAddress.encoded(request.revision.description)
    let name = WebAddress.encoded(request.name.description, keeping: "/")
    return address.appending("/\(request.repository)/resolve/\(revision)/\(name)")
  }

  /// Where a repository is asked what it has.
  func listingAddress(_ repository: RepositoryID, _ revision: Revision) -> WebAddress {
    let revision = WebAddress.encoded(revision.description)
    return address.appending("/api/models/\(repository)/revision/\(revision)")
  }

  /// Where a repository is asked for its files with their sizes, page by page.
  func treeAddress(_ repository: RepositoryID, _ revision: Revision) -> WebAddress {
    let revision = WebAddress.encoded(revision.description)
    return address.appending("/api/models/\(repository)/tree/\(revision)?recursive=true")
  }
}
