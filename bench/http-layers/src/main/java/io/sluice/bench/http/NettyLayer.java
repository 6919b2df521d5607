package io.sluice.bench.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Netty 4.1 with a virtual thread for each request, which asks for each piece of a body, and waits for its own writes. */
final class NettyLayer implements Layer {
    @Override
    public int start() throws InterruptedException {
        var channel = new ServerBootstrap()
                .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline().addLast(new HttpServerCodec(), new Requests());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static final class Requests extends ChannelInboundHandlerAdapter {
        private BlockingQueue<HttpContent> body = new LinkedBlockingQueue<>();

        @Override
        public void channelActive(ChannelHandlerContext client) {
            client.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext client, Object message) {
            if (message instanceof HttpRequest request) {
                var pieces = new LinkedBlockingQueue<HttpContent>();
                body = pieces;
                Thread.ofVirtual().start(() -> serve(client, request, pieces));
            }
            if (message instanceof HttpContent content) {
                body.add(content);
            }
        }

        private static void serve(ChannelHandlerContext client, HttpRequest request, BlockingQueue<HttpContent> body) {
            try {
                if (HttpUtil.is100ContinueExpected(request)) {
                    client.writeAndFlush(
                            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
                }
                drain(client, body);
                answer(client, request);
                client.read();
            } catch (InterruptedException e) {
                client.close();
            }
        }

        private static void drain(ChannelHandlerContext client, BlockingQueue<HttpContent> body)
                throws InterruptedException {
            var block = new byte[64 * 1024];
            var last = false;
            while (!last) {
                var piece = body.poll();
                if (piece == null) {
                    client.read();
                    piece = body.take();
                }
                var bytes = piece.content();
                while (bytes.isReadable()) {
                    bytes.readBytes(block, 0, Math.min(block.length, bytes.readableBytes()));
                }
                piece.release();
                last = piece instanceof LastHttpContent;
            }
        }

        private static void answer(ChannelHandlerContext client, HttpRequest request) throws InterruptedException {
            var uri = request.uri();
            var question = uri.indexOf('?');
            var query = question < 0 ? "" : uri.substring(question + 1);
            var size = request.method().name().equals("PUT") ? 0 : Layer.size(query);
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers()
                    .set(PATH, question < 0 ? uri : uri.substring(0, question))
                    .set(QUERY, query)
                    .set("ETag", ETAG)
                    .set("Content-Length", size);
            client.write(head);
            var left = request.method().name().equals("HEAD") ? 0 : size;
            while (left > 0) {
                var piece = (int) Math.min(left, 64 * 1024);
                var sent = client.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[piece])));
                if (!client.channel().isWritable()) {
                    sent.sync();
                }
                left -= piece;
            }
            client.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }
}
