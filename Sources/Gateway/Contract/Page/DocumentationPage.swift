import Crypto
import FoundationEssentials
import HTTPTypes
import NIOCore

/// The contract as one page to read and try: a script that shows `/openapi.json`, its style, and nothing from elsewhere.
struct DocumentationPage {
    /// The page, with a policy (CSP level 3) by which a browser runs this script, takes this style and talks to this
    /// gateway, and nothing else: whatever an answer has in it can't become a part of the page.
    var content: StaticContent {
        let style = PackageResources.page_css
        let script = PackageResources.page_js
        var page = ByteBuffer()
        page.writeString(Self.head)
        page.writeString("<style>")
        page.writeBytes(style)
        page.writeString("</style>")
        page.writeBytes(PackageResources.page_html)
        page.writeString("<script>")
        page.writeBytes(script)
        page.writeString("</script>\n</html>\n")
        let policy = [
            "default-src 'none'", "script-src '\(Self.source(script))'", "style-src '\(Self.source(style))'",
            "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
        ]
        return StaticContent(
            page,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: policy.joined(separator: "; "),
                .xContentTypeOptions: "nosniff",
            ])
    }

    private static let head = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Lyceum API</title>

        """

    /// What the policy calls an inline text.
    private static func source(_ text: [UInt8]) -> String {
        "sha256-\(Data(SHA256.hash(data: text)).base64EncodedString())"
    }
}
